import { join } from 'node:path';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import * as messages from '../base/messages/lock.ts';
import { OutsideError } from '../base/project-files.ts';
import type { ReportConfig } from '../base/report.ts';
import type { ResultTree, ResultValue } from '../base/results.ts';
import { isStoredFile } from '../run/input-value.ts';
import { checkBeside, listBeside } from './beside.ts';
import { joinDurations, type DurationValues } from './durations.ts';
import { readDurationsFile, type DurationsFile, type LockedDurations } from './durations-file.ts';
import { looksLocked } from './changes.ts';
import { besideFile, durationsFile, isNamedLikeJob, lockFile, lockFolder } from './lock-names.ts';
import { readLockedJob, type KnownLocks, type LockedJob } from './locked-job.ts';

/** A job's locked results, and where they lie. */
export interface LockedResults {
  locked: LockedJob;
  /** Null where the job has none. */
  timed: LockedDurations | null;
  /** Results with their durations; pictures and files by the names they have in `folder`. */
  results: ResultTree;
  /** Absolute. */
  folder: string;
}

/** Reads the locked results of one report; each file once. */
export interface LockReader {
  /** Those of a job; null where it has none, a diagnostic where they are damaged. */
  read(job: string): Promise<LockedResults | Diagnostic | null>;
  /** Whether the pictures and files beside them are those that were locked. */
  checkBeside(found: LockedResults): Promise<Diagnostic[]>;
  /** All durations; those that cannot be read are none. */
  durations(): Promise<DurationsFile>;
  /** Whether a file looks like one of a job, also where it was damaged; else it is the author's own. */
  looksLocked(file: string): Promise<boolean>;
  /** Path of a file in the folder, from the report's root. */
  pathOf(file: string): string;
  /** Names of the files in the folder, sorted. */
  list(): Promise<readonly string[]>;
}

/** What reading needs. */
export interface LockTools {
  config: Pick<ReportConfig, 'folder' | 'dataset'>;
  files: ProjectFiles;
  /** How commands name the report; null where they need not. */
  named: string | null;
  /** Spares the check of files that were found right before. */
  known?: KnownLocks;
}

/** Creates the reader of a report's locked results. */
export function createLockReader(tools: LockTools): LockReader {
  const folder = lockFolder(tools.config);
  const readText = (name: string): Promise<string | null> => tools.files.readText(`${folder}/${name}`);
  let timed: Promise<DurationsFile | string> | null = null;
  const readTimed = (): Promise<DurationsFile | string> =>
    (timed ??= readText(durationsFile).then((text) =>
      text === null ? new Map<string, LockedDurations>() : readDurationsFile(text),
    ));
  return {
    read: async (job) => {
      const file = `${folder}/${lockFile(job)}`;
      try {
        const text = await readText(lockFile(job));
        if (text === null) return null;
        const locked = readLockedJob(text, job, tools.known);
        if (typeof locked === 'string') return fault(file, messages.lockIsDamaged(job, locked, tools.named));
        return complete(locked, await readTimed(), tools);
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        return fault(file, messages.lockIsDamaged(job, messages.lockLeadsOut(), tools.named));
      }
    },
    checkBeside: ({ locked, results }) =>
      checkBeside(locked.job, listBeside(results, locked.declaration.results), { ...tools, folder }),
    durations: async () => {
      const found = await readTimed().catch(() => '');
      return typeof found === 'string' ? new Map<string, LockedDurations>() : found;
    },
    looksLocked: async (file) => isNamedLikeJob(file) && looksLocked((await readText(file)) ?? ''),
    pathOf: (file) => `${folder}/${file}`,
    list: () => tools.files.list(folder),
  };
}

function fault(file: string, message: string): Diagnostic {
  return { rule: 'lock-is-whole', place: { file, line: 1, column: 1 }, message };
}

function complete(
  locked: LockedJob,
  timed: DurationsFile | string,
  { config, files, named }: LockTools,
): LockedResults | Diagnostic {
  const file = `${lockFolder(config)}/${durationsFile}`;
  const entry = typeof timed === 'string' ? undefined : timed.get(locked.job);
  const own = entry?.key === locked.key ? entry : null;
  const results = joinDurations(locked.results, own?.durations ?? noDurations, locked.declaration.results);
  if (results !== null) {
    const folder = join(files.root, lockFolder(config));
    return { locked, timed: own, results: nameFiles(results, locked.job), folder };
  }
  const message =
    typeof timed === 'string'
      ? messages.durationsAreDamaged(timed, named)
      : messages.durationsLack(locked.job, named);
  return fault(file, message);
}

const noDurations: DurationValues = {};

/** Pictures and files by the names they have beside the locked results. */
function nameFiles(results: ResultTree, job: string): ResultTree {
  return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, nameFile(value, job)]));
}

function nameFile(value: ResultValue, job: string): ResultValue {
  if (isStoredFile(value)) return { ...value, name: besideFile(job, value.name) };
  return isGroup(value) ? nameFiles(value, job) : value;
}

function isGroup(value: ResultValue): value is ResultTree {
  return typeof value === 'object' && !Array.isArray(value) && !isStoredFile(value);
}
