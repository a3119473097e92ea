import { readFile } from 'node:fs/promises';

import { digestBytes } from '../base/digest.ts';
import type { ProjectFiles } from '../base/effects.ts';
import {
  findLeftOver,
  unifyLines,
  updateDurations,
  updateLock,
  type FoundFile,
  type LockChange,
} from './changes.ts';
import type { LockDraft } from './draft-locks.ts';
import { writeDurations } from './durations-file.ts';
import { durationsFile, lockFile } from './lock-names.ts';
import type { LockReader } from './read-locks.ts';
import type { LockedFiles } from './write-locks.ts';

/** What accepting the store's results would change of the locked ones. */
export interface LockUpdates extends LockedFiles {
  changes: readonly LockChange[];
  /** Names of the pictures and files beside that are new or other ones. */
  beside: readonly string[];
  /** Jobs whose durations are others than those locked. */
  measured: readonly string[];
  /** How many jobs there are in all. */
  jobs: number;
}

/**
 * Compares what is to be locked with what stands in a folder, relative to the root of `files`; `further` are texts of
 * other files there, by name. Writes nothing.
 */
export async function findUpdates(
  drafts: readonly LockDraft[],
  reader: LockReader,
  { files, folder, further }: { files: ProjectFiles; folder: string; further: ReadonlyMap<string, string> },
): Promise<LockUpdates> {
  const found = await readFolder(await reader.list(), { files, folder });
  const textOf = (name: string): string | null => found.find((file) => file.name === name)?.text ?? null;
  const updates = drafts.flatMap((draft) => updateLock(draft, textOf(lockFile(draft.locked.job))) ?? []);
  const beside = await findBeside(drafts, { files, folder });
  const remade = new Set(updates.map(({ change }) => change.job));
  const { file, measured } = updateDurations(drafts, await reader.durations(), remade);
  const durations = file.size > 0 ? writeDurations(file) : null;
  const write = new Map<string, string | Uint8Array>(beside);
  const standing = textOf(durationsFile);
  if (durations !== null && !isStanding(standing, durations)) write.set(durationsFile, durations);
  for (const { name, text } of updates) write.set(name, text);
  for (const [name, text] of further) if (!isStanding(textOf(name), text)) write.set(name, text);
  const wanted = [...wantedNames(drafts, durations !== null), ...further.keys()];
  const remove = findLeftOver(found, new Set(wanted));
  const gone = durations === null && standing !== null ? [durationsFile] : [];
  return {
    write,
    remove: [...new Set([...remove, ...gone])],
    changes: updates.map(({ change }) => change),
    beside: [...beside.keys()],
    measured,
    jobs: drafts.length,
  };
}

function isStanding(text: string | null, wanted: string): boolean {
  return text !== null && unifyLines(text) === wanted;
}

interface Folder {
  files: ProjectFiles;
  folder: string;
}

function readFolder(names: readonly string[], { files, folder }: Folder): Promise<FoundFile[]> {
  return Promise.all(
    names.map(async (name) => ({
      name,
      text: name.endsWith('.json') ? await files.readText(`${folder}/${name}`).catch(() => null) : null,
    })),
  );
}

/** The pictures and files that are not, or not so, in the folder: name -> bytes from the store. */
async function findBeside(
  drafts: readonly LockDraft[],
  { files, folder }: Folder,
): Promise<Map<string, Uint8Array>> {
  const others = new Map<string, Uint8Array>();
  for (const [name, path] of drafts.flatMap((draft) => [...draft.beside])) {
    const [standing, stored] = await Promise.all([
      files.readBytes(`${folder}/${name}`).catch(() => null),
      readFile(path),
    ]);
    if (standing === null || digestBytes(standing) !== digestBytes(stored)) others.set(name, stored);
  }
  return others;
}

function wantedNames(drafts: readonly LockDraft[], timed: boolean): Set<string> {
  const names = drafts.flatMap(({ locked, beside }) => [lockFile(locked.job), ...beside.keys()]);
  return new Set(timed ? [...names, durationsFile] : names);
}
