import { stat } from 'node:fs/promises';

import { type Build, type BuildOptions, buildReport } from './build.ts';
import { UsageError } from './base/usage-error.ts';
import { BuildInterrupted } from './run/run-jobs.ts';
import { compareDocuments, type Differences } from './watch/differences.ts';
import { type FolderWatch, watchFolders } from './watch/folders.ts';
import { createRecord, type ReadingRecord } from './watch/record.ts';

/** How one build of a watched report ended. */
export type Outcome =
  | { type: 'built'; build: Build; differences: Differences | null; mended: boolean; seconds: number }
  | { type: 'failed'; error: unknown }
  /** Sources were saved while it was under way; it wrote nothing and the next one follows at once. */
  | { type: 'outdated'; codeChanged: boolean };

/** Hears how the builds go. */
export interface BuildListener {
  /** Before a build; `changed` are the files whose saving caused it, none for the first. */
  begins(changed: readonly string[]): void;
  ended(outcome: Outcome): void;
  /** All is built, or waits to be mended: `root` (absolute) is watched. */
  waits(root: string): void;
}

/** `createWatcher` gives each build its own progress display. */
export type WatchOptions = Omit<BuildOptions, 'watcher' | 'observe' | 'confirm'> & {
  createWatcher: () => BuildOptions['watcher'];
  listener: BuildListener;
};

/**
 * Builds a report (absolute folder), and again whenever something that a build read has changed, until the signal is
 * aborted: then it throws BuildInterrupted. No mistake of the author's ends it. A document is written only of sources that are still as they were read.
 */
export async function watchReport(folder: string, options: WatchOptions): Promise<void> {
  const { signal, listener } = options;
  // Where there is no such folder nothing can be watched: the build tells.
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    await buildReport(folder, { ...options, watcher: options.createWatcher() });
    return;
  }
  let root = folder;
  let watch = await watchFolders(root);
  const stop = (): void => {
    watch.close();
  };
  signal.addEventListener('abort', stop);
  const history = createHistory();
  let changed: readonly string[] = [];
  while (!signal.aborted) {
    const record = createRecord();
    listener.begins(changed);
    const outcome = history.note(await attempt(folder, { ...options, record, watch }));
    if (aborted(signal)) break;
    // No saving of a source mends the command line.
    if (outcome.type === 'failed' && outcome.error instanceof UsageError) {
      watch.close();
      throw outcome.error;
    }
    const read = record.root() ?? folder;
    if (read !== root) {
      watch.close();
      watch = await watchFolders(read);
      root = read;
    }
    listener.ended(outcome);
    if (outcome.type !== 'outdated') listener.waits(root);
    changed = await nextChange(record, { watch, signal, eager: outcome.type === 'failed' });
  }
  watch.close();
  throw new BuildInterrupted();
}

/** Asked after every wait: a narrowed type would take the first answer for the last. */
function aborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

interface Attempt extends WatchOptions {
  record: ReadingRecord;
  watch: FolderWatch;
}

type Attempted = { type: 'built'; build: Build; seconds: number } | Exclude<Outcome, { type: 'built' }>;

/** The sources are not what the build began with. */
class SourcesChanged extends Error {}

async function attempt(folder: string, options: Attempt): Promise<Attempted> {
  const { record, watch, signal } = options;
  const started = performance.now();
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  signal.addEventListener('abort', abort);
  let done = false;
  const building = buildReport(folder, {
    ...options,
    signal: controller.signal,
    watcher: options.createWatcher(),
    observe: record.observe,
    confirm: async () => {
      if ((await record.changes()).length > 0) throw new SourcesChanged();
    },
  });
  const ended = building.then(
    () => undefined,
    () => undefined,
  );
  void ended.then(() => (done = true));
  void stopOnNewCode(record, { watch, ended, isDone: () => done, stop: abort });
  try {
    const build = await building;
    return { type: 'built', build, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    if (error instanceof SourcesChanged) return { type: 'outdated', codeChanged: false };
    if (error instanceof BuildInterrupted) return { type: 'outdated', codeChanged: true };
    return { type: 'failed', error };
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const isCode = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);

/** Jobs of code that is no longer there are not worth their time. Whatever else was saved, what they give may be of use. */
async function stopOnNewCode(
  record: ReadingRecord,
  {
    watch,
    ended,
    isDone,
    stop,
  }: { watch: FolderWatch; ended: Promise<void>; isDone: () => boolean; stop: () => void },
): Promise<void> {
  for (;;) {
    await Promise.race([watch.touched(), ended]);
    if (isDone()) return;
    watch.forget();
    if ((await record.changes()).some(isCode)) {
      stop();
      return;
    }
  }
}

/**
 * Waits until something that was read is another. A build that failed may lack what it could not name, so after one
 * (`eager`) any file will do.
 */
async function nextChange(
  record: ReadingRecord,
  { watch, signal, eager }: { watch: FolderWatch; signal: AbortSignal; eager: boolean },
): Promise<readonly string[]> {
  for (let touched = false; !signal.aborted; touched = true) {
    watch.forget();
    // Before the files are compared, so that what follows in a folder that came meanwhile, during the build too, is heard.
    await watch.renew();
    const changed = await record.changes();
    if (changed.length > 0 || (touched && eager)) return changed;
    await watch.touched();
  }
  return [];
}

/** Remembers the last good document, to compare the next with, and whether a failed build came between. */
function createHistory(): { note: (attempted: Attempted) => Outcome } {
  let last: Build | null = null;
  let failed = false;
  return {
    note: (attempted) => {
      if (attempted.type !== 'built') {
        failed ||= attempted.type === 'failed';
        return attempted;
      }
      const { build } = attempted;
      const differences = last && compareDocuments(last.document, build.document);
      const outcome = { ...attempted, differences, mended: failed };
      last = build;
      failed = false;
      return outcome;
    },
  };
}
