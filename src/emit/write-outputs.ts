import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { OutputFile } from '../base/effects.ts';

/** What writing outputs does to the disk; tests let one of them fail. */
export interface OutputEffects {
  read(path: string): Promise<Uint8Array | null>;
  write(path: string, content: string | Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Paths of all files below a folder, relative to it; empty where there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Folders that builds wrote beside and left when they were killed. */
  listAbandoned(folder: string): Promise<readonly string[]>;
}

/** Files of earlier builds are removed from here; elsewhere in the output folder nothing is ours to remove. */
const ownFolder = 'report-files';

/** Where a build writes beside, followed by its process id. */
const besideName = '.next-';

/**
 * Puts the files into a folder: all are written beside first, and only when every one is complete are they renamed
 * into place, so that a failure (a full disk, a kill) leaves the last good output whole. A file whose bytes are the
 * same is left alone.
 */
export async function writeOutputs(
  folder: string,
  files: readonly OutputFile[],
  effects: OutputEffects = diskEffects,
): Promise<void> {
  const beside = join(folder, `${besideName}${process.pid}`);
  try {
    const changed = await listChanged(folder, files, effects);
    for (const { path, content } of changed) await effects.write(join(beside, path), content);
    for (const { path } of changed) await effects.rename(join(beside, path), join(folder, path));
    await removeStale(folder, files, effects);
  } finally {
    for (const name of await effects.listAbandoned(folder)) await effects.remove(join(folder, name));
    await effects.remove(beside);
  }
}

async function listChanged(
  folder: string,
  files: readonly OutputFile[],
  effects: OutputEffects,
): Promise<OutputFile[]> {
  const changed: OutputFile[] = [];
  for (const file of files) {
    const present = await effects.read(join(folder, file.path));
    if (!present || !Buffer.from(file.content).equals(present)) changed.push(file);
  }
  return changed;
}

async function removeStale(
  folder: string,
  files: readonly OutputFile[],
  effects: OutputEffects,
): Promise<void> {
  const current = new Set(files.map(({ path }) => path));
  for (const name of await effects.list(join(folder, ownFolder))) {
    if (!current.has(`${ownFolder}/${name}`)) await effects.remove(join(folder, ownFolder, name));
  }
}

/** The real disk. */
export const diskEffects: OutputEffects = {
  read: (path) => readFile(path).catch(() => null),
  write: async (path, content) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  },
  rename: async (from, to) => {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
  list: async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  },
  listAbandoned: async (folder) => {
    const names = await readdir(folder).catch(() => []);
    return names.filter(
      (name) => name.startsWith(besideName) && !isRunning(Number(name.slice(besideName.length))),
    );
  },
};

/** Signal 0 only asks; a process of someone else's answers with EPERM, and runs. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
