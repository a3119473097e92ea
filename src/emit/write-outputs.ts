import { join } from 'node:path';

import { type Diagnostic, ReportError, stopOnDiagnostics } from '../base/diagnostic.ts';
import type { OutputFile } from '../base/effects.ts';
import { folderIsNeeded, fileIsNeeded, outputNotWritable } from '../base/messages/emit.ts';
import { isSystemError } from '../base/system-error.ts';
import { provenanceFile } from './markdown/provenance/write-provenance.ts';
import { besideName, diskEffects, type OutputEffects } from './output-effects.ts';

/** Files of earlier builds are removed from here; elsewhere in the output folder nothing is ours to remove but `ownFiles`. */
const ownFolder = 'report-files';

/** What not every document has. */
const ownFiles: readonly string[] = [provenanceFile];

/** The output folder, the folder beside (within it, so on the same disk), and how both are reached. */
interface Site {
  folder: string;
  beside: string;
  effects: OutputEffects;
}

/**
 * Puts the files into a folder: all are written beside first, and only when every one is complete are they renamed
 * into place, pictures before the documents that show them. A failure (a full disk, a kill) leaves the last good
 * output whole: where it comes between two renames, what was replaced is put back. A file whose bytes are the same is
 * left alone. Gives whether a document changed. Throws a ReportError where the machine refuses.
 */
export async function writeOutputs(
  folder: string,
  files: readonly OutputFile[],
  effects: OutputEffects = diskEffects,
): Promise<boolean> {
  return (await write(files, folder, { effects, isAll: true })).some(isDocument);
}

/** The same of files that stand beside a document, whose pictures stay. */
export async function writeBesideOutputs(
  folder: string,
  files: readonly OutputFile[],
  effects: OutputEffects = diskEffects,
): Promise<void> {
  await write(files, folder, { effects, isAll: false });
}

async function write(
  files: readonly OutputFile[],
  folder: string,
  { effects, isAll }: { effects: OutputEffects; isAll: boolean },
): Promise<readonly OutputFile[]> {
  const site: Site = { folder, beside: join(folder, `${besideName}${process.pid}`), effects };
  try {
    await checkTargets(files, site);
    const changed = (await listChanged(files, site)).sort(documentsLast);
    for (const { path, content } of changed) await effects.write(nextPath(path, site), content);
    await replaceAll(changed, site);
    if (isAll) await removeStale(files, site);
    return changed;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ReportError([fault(outputNotWritable(folder, error.message))]);
  } finally {
    await cleanUp(site);
  }
}

const nextPath = (path: string, { beside }: Site): string => join(beside, 'next', path);
const lastPath = (path: string, { beside }: Site): string => join(beside, 'last', path);

function fault(message: string): Diagnostic {
  return { rule: 'output-is-writable', message };
}

/** What stands in the way would be met only at some rename, after others: it is looked for before the first. */
async function checkTargets(files: readonly OutputFile[], { folder, effects }: Site): Promise<void> {
  const paths = files.map(({ path }) => path);
  const folders = [folder, ...new Set(paths.flatMap(foldersOf))].map((path, index) =>
    index === 0 ? path : join(folder, path),
  );
  const faults: Diagnostic[] = [];
  for (const path of folders)
    if ((await effects.kindOf(path)) === 'file') faults.push(fault(folderIsNeeded(path)));
  for (const path of paths.map((each) => join(folder, each)))
    if ((await effects.kindOf(path)) === 'folder') faults.push(fault(fileIsNeeded(path)));
  stopOnDiagnostics(faults);
}

/** `a/b/c.svg` stands in `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const steps = path.split('/').slice(0, -1);
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

async function listChanged(files: readonly OutputFile[], { folder, effects }: Site): Promise<OutputFile[]> {
  const changed: OutputFile[] = [];
  for (const file of files) {
    const present = await effects.read(join(folder, file.path));
    if (!present || !Buffer.from(file.content).equals(present)) changed.push(file);
  }
  return changed;
}

function documentsLast(a: OutputFile, b: OutputFile): number {
  return Number(isDocument(a)) - Number(isDocument(b));
}

function isDocument({ path }: OutputFile): boolean {
  return !path.startsWith(`${ownFolder}/`);
}

/** Renames all or none, as far as the disk lets it. The old files are kept until the last rename is through. */
async function replaceAll(changed: readonly OutputFile[], site: Site): Promise<void> {
  const { folder, effects } = site;
  const kept = new Set<string>();
  for (const { path } of changed) {
    if ((await effects.kindOf(join(folder, path))) === null) continue;
    await effects.keep(join(folder, path), lastPath(path, site));
    kept.add(path);
  }
  const replaced: string[] = [];
  try {
    for (const { path } of changed) {
      await effects.rename(nextPath(path, site), join(folder, path));
      replaced.push(path);
    }
  } catch (error) {
    for (const path of replaced.reverse()) await putBack(path, kept.has(path), site).catch(forgiveSystem);
    throw error;
  }
}

async function putBack(path: string, wasThere: boolean, site: Site): Promise<void> {
  const target = join(site.folder, path);
  if (wasThere) await site.effects.rename(lastPath(path, site), target);
  else await site.effects.remove(target);
}

/** The new output is whole by now: a picture that will not go is shown by nothing and does no harm. */
async function removeStale(files: readonly OutputFile[], { folder, effects }: Site): Promise<void> {
  const current = new Set(files.map(({ path }) => path));
  const pictures = (await effects.list(join(folder, ownFolder))).map((name) => `${ownFolder}/${name}`);
  for (const path of [...pictures, ...ownFiles])
    if (!current.has(path)) await effects.remove(join(folder, path)).catch(forgiveSystem);
}

/** What a build cannot clear away must not hide how it went; the next build tries again. */
async function cleanUp({ folder, beside, effects }: Site): Promise<void> {
  for (const name of await effects.listAbandoned(folder))
    await effects.remove(join(folder, name)).catch(forgiveSystem);
  await effects.remove(beside).catch(forgiveSystem);
}

function forgiveSystem(error: unknown): void {
  if (!isSystemError(error)) throw error;
}
