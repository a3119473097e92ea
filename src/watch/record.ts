import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

import type { ObserveFiles } from '../base/effects.ts';
import { isPassing } from './passing.ts';

/** What one build read, as it was when it read it. */
export interface ReadingRecord {
  /** The same files, each noted when it is read; those that are missing too. */
  observe: ObserveFiles;
  /** Paths, relative to the root, that are no longer what the build read. */
  changes(): Promise<readonly string[]>;
  /** Absolute root of the files read last; null before any. */
  root(): string | null;
}

/** Starts an empty record. What is written while it is read counts as changed: the state is taken before. */
export function createRecord(): ReadingRecord {
  const seen = new Map<string, Promise<string>>();
  let root: string | null = null;
  const note = async (full: string, take: (path: string) => Promise<string>): Promise<void> => {
    const state = seen.get(full) ?? take(full);
    seen.set(full, state);
    await state;
  };
  return {
    root: () => root,
    observe: (files) => {
      root = files.root;
      const noteFile = (path: string): Promise<void> => note(resolve(files.root, path), stateOfFile);
      return {
        ...files,
        note: noteFile,
        readText: (path) => noteFile(path).then(() => files.readText(path)),
        readBytes: (path) => noteFile(path).then(() => files.readBytes(path)),
        list: (folder) => note(resolve(files.root, folder), stateOfFolder).then(() => files.list(folder)),
      };
    },
    changes: async () => {
      const changed = await Promise.all([...seen].map(([path, state]) => hasChanged(path, state)));
      return [...seen.keys()]
        .filter((_, index) => changed[index])
        .map(
          (path) =>
            relative(root ?? '.', path)
              .split(sep)
              .join('/') || '.',
        )
        .sort();
    },
  };
}

async function hasChanged(path: string, state: Promise<string>): Promise<boolean> {
  const before = await state;
  const now = before.startsWith(folderMark) ? await stateOfFolder(path) : await stateOfFile(path);
  return now !== before;
}

const folderMark = 'folder ';
/** Beyond, data sets: their size and times tell a change, as they do for the build. */
const mostBytes = 4_000_000;

async function stateOfFile(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  if (!found?.isFile()) return 'missing';
  if (found.size > mostBytes) return `large ${found.size} ${found.mtimeNs} ${found.ctimeNs} ${found.ino}`;
  const content = await readFile(path).catch(() => null);
  return content === null ? 'missing' : createHash('sha256').update(content).digest('hex');
}

async function stateOfFolder(path: string): Promise<string> {
  const names = await readdir(path).catch(() => []);
  return (
    folderMark +
    names
      .filter((name) => !isPassing(name))
      .sort()
      .join('\0')
  );
}
