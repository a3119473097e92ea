import {
  copyFile,
  link,
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What writing outputs does to the disk; tests let one of them fail. */
export interface OutputEffects {
  read(path: string): Promise<Uint8Array | null>;
  /** What stands at a path; null for nothing. */
  kindOf(path: string): Promise<'file' | 'folder' | null>;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Keeps a second name for a file, so that it outlives being replaced. */
  keep(path: string, as: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Paths of all files below a folder, relative to it; empty where there is none, or a link to another. */
  list(folder: string): Promise<readonly string[]>;
  /** Folders that builds wrote beside and left when they were killed. */
  listAbandoned(folder: string): Promise<readonly string[]>;
}

/** Where a build writes beside, followed by its process id. */
export const besideName = '.next-';

/** The real disk. */
export const diskEffects: OutputEffects = {
  read: (path) => readFile(path).catch(() => null),
  kindOf: async (path) => {
    const found = await stat(path).catch(() => null);
    if (!found) return null;
    return found.isDirectory() ? 'folder' : 'file';
  },
  write: async (path, content) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  },
  keep: async (path, as) => {
    await mkdir(dirname(as), { recursive: true });
    // A link takes no room; not every file system, nor every file's owner, lets one be made.
    await link(path, as).catch(() => copyFile(path, as));
  },
  rename: async (from, to) => {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
  list: async (folder) => {
    // What is listed may be removed: what lies in a folder elsewhere is not ours.
    if ((await lstat(folder).catch(() => null))?.isSymbolicLink()) return [];
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
