import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { type Diagnostic, ReportError, stopOnDiagnostics } from './base/diagnostic.ts';
import type { FetchSource, Manifest } from './base/manifest.ts';
import * as messages from './base/messages/cli.ts';
import * as fetchMessages from './base/messages/fetch.ts';
import { isSystemError } from './base/system-error.ts';
import { adoptSet, fetchSet } from './fetch/fetch-set.ts';
import { FetchFault, type FetchTools } from './fetch/watcher.ts';
import { manifestNames } from './manifest-names.ts';
import { commandFolder } from './plan/command-folder.ts';
import { fetchFolder, readFetchRecord, type FetchRecord } from './plan/fetch-record.ts';
import { readManifest } from './plan/manifests.ts';
import { createFileVerifier } from './plan/verify-files.ts';
import { type Generator, openProject, type Project } from './project.ts';

export interface DataOptions extends FetchTools {
  generator: Generator;
  /** One manifest's name, or null for all. */
  name: string | null;
  isProxied: boolean;
}

/**
 * Checks the files of data sets against their manifests, and fetches those of the one that is asked for by name where
 * they are not here; a line a whole file. Throws a ReportError that names every missing, truncated or altered one, or
 * says what hinders the fetch.
 */
export async function checkData(folder: string, options: DataOptions): Promise<string[]> {
  const project = await openProject(folder, options.generator);
  const names = await manifestNames(project.config.data, project.files, options.name);
  const checked: Checked[] = [];
  for (const name of names) checked.push(await checkSet(name, project, options));
  stopOnDiagnostics(checked.flatMap((set) => set.faults));
  return checked.flatMap((set) => set.lines);
}

interface Checked {
  lines: readonly string[];
  faults: readonly Diagnostic[];
}

async function checkSet(name: string, project: Project, options: DataOptions): Promise<Checked> {
  const place = project.config.placeOf(['data']);
  const request = { kind: 'data', name, folder: project.config.data, place } as const;
  const manifest = await readManifest(request, project.files);
  if (!('files' in manifest)) return { lines: [], faults: manifest };
  const checked = await verifySet(manifest, project, options);
  if (checked.faults.length === 0 || !isFetched(manifest)) return checked;
  if (options.name !== null) return bringSet(manifest, project, options);
  const isAbsent = checked.faults.every(({ rule }) => rule === 'data-is-fetched');
  const command = fetchMessages.fetchCommand(name, reportOf(project, options));
  return isAbsent
    ? { lines: [fetchMessages.notFetched(name, manifest.title, command)], faults: [] }
    : checked;
}

/** How commands name the report; null for the generator's own. */
function reportOf({ config, files }: Project, { generator }: DataOptions): string | null {
  return commandFolder(generator.root, join(files.root, config.folder));
}

type FetchedManifest = Manifest & { fetch: FetchSource };

function isFetched(manifest: Manifest): manifest is FetchedManifest {
  return manifest.fetch !== null;
}

async function verifySet(manifest: Manifest, project: Project, options: DataOptions): Promise<Checked> {
  const { files, cache } = project;
  const report = reportOf(project, options);
  const folders = { root: files.root, generator: options.generator.packages, report };
  const verifier = await createFileVerifier(folders, join(cache, 'verified.json'));
  const answers = await Promise.all(manifest.files.map((file) => verifier.verify(manifest, file, 'data')));
  await verifier.remember();
  return {
    lines: answers.flatMap((answer) =>
      'sha256' in answer ? [messages.dataWhole(answer.name, answer.bytes)] : [],
    ),
    faults: answers.flatMap((answer) => ('sha256' in answer ? [] : [answer])),
  };
}

/** Fetches a set, or takes over files that someone put in place; then checks it. */
async function bringSet(manifest: FetchedManifest, project: Project, options: DataOptions): Promise<Checked> {
  const { root } = project.files;
  const isInPlace = await lieInPlace(manifest, root);
  const command = fetchMessages.fetchCommand(manifest.name, reportOf(project, options));
  const record = await explainFaults(manifest, () =>
    isInPlace
      ? adoptSet(manifest, root, options.signal)
      : fetchSet(manifest, { root, command, isProxied: options.isProxied }, options),
  );
  const { faults } = await verifySet(manifest, project, options);
  const lines = manifest.files.map(({ name, path }) => {
    const { bytes = 0, sha256 = '' } = record.files[name] ?? {};
    return fetchMessages.fileMeasured(path, bytes, sha256);
  });
  const isDescribed = manifest.files.every(({ sha256 }) => sha256 !== null);
  const worth = isDescribed ? [] : [fetchMessages.digestsMeasured(manifest.file)];
  return { lines: [...(isInPlace ? [fetchMessages.foundInPlace()] : []), ...lines, ...worth], faults };
}

/** Whether all files are there of which nothing is known yet. */
async function lieInPlace(manifest: FetchedManifest, root: string): Promise<boolean> {
  if ((await readFetchRecord(root, manifest)) !== null) return false;
  const found = await Promise.all(manifest.files.map(({ path }) => stat(join(root, path)).catch(() => null)));
  return found.every((each) => each?.isFile() === true);
}

/** What hinders a fetch, the disk included, is the user's to mend and no fault of the program. */
async function explainFaults(
  manifest: FetchedManifest,
  bring: () => Promise<FetchRecord>,
): Promise<FetchRecord> {
  try {
    return await bring();
  } catch (error) {
    const message = describeFault(error, fetchFolder(manifest));
    if (message === null) throw error;
    throw new ReportError([{ rule: 'data-is-fetched', place: manifest.fetch.place, message }]);
  }
}

function describeFault(error: unknown, folder: string): string | null {
  if (error instanceof FetchFault) return error.message;
  return isSystemError(error) ? fetchMessages.cannotWrite(error.path ?? folder, error.message) : null;
}
