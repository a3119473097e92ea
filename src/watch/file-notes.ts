import { readdirSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';

import type { ObserveFiles } from '../base/effects.ts';
import { identityOf } from '../base/file-identity.ts';

/** Path relative to the root -> what stood there when it was read. */
export type FileStates = readonly (readonly [path: string, state: string])[];

/** What one build read, as identities: cheap enough to be taken in every build. */
export interface FileNotes {
  observe: ObserveFiles;
  /** Null where something read was written so shortly before that its times cannot tell the next change. */
  states(root: string): FileStates | null;
}

/**
 * Systems keep the times of files in ticks, some of them of ten milliseconds: a file that is written again within one
 * and keeps its length would look the same.
 */
const tickNs = 50_000_000n;

/** Starts empty notes; a file's state is taken before it is read. */
export function createFileNotes(now: () => bigint = nowNs): FileNotes {
  const seen = new Map<string, string>();
  let isSure = true;
  const note = (full: string, take: (path: string) => string): void => {
    if (seen.has(full)) return;
    seen.set(full, take(full));
    const changed = statSync(full, { bigint: true, throwIfNoEntry: false })?.ctimeNs;
    if (changed !== undefined && now() - changed < tickNs) isSure = false;
  };
  return {
    observe: (files) => {
      const noteFile = (path: string): void => {
        note(resolve(files.root, path), fileState);
      };
      return {
        ...files,
        note: async (path) => {
          noteFile(path);
          await files.note?.(path);
        },
        readText: (path) => {
          noteFile(path);
          return files.readText(path);
        },
        readBytes: (path, most) => {
          noteFile(path);
          return files.readBytes(path, most);
        },
        list: (folder) => {
          note(resolve(files.root, folder), folderState);
          return files.list(folder);
        },
      };
    },
    states: (root) => (isSure ? [...seen].map(([path, state]) => [relative(root, path), state]) : null),
  };
}

/** Whether everything stands as it was noted. */
export function stillStands(root: string, states: FileStates): boolean {
  return states.every(([path, state]) => {
    const full = resolve(root, path);
    return (state.startsWith(folderMark) ? folderState(full) : fileState(full)) === state;
  });
}

/** What stands at some paths (absolute) now. */
export function statesOf(root: string, paths: readonly string[]): FileStates {
  return paths.map((path) => [relative(root, path), fileState(path)]);
}

const folderMark = 'folder ';

/** Anything but a file counts as nothing: whoever reads it says what is wrong. */
function fileState(path: string): string {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found?.isFile() ? identityOf(found) : 'none';
  } catch {
    return 'none';
  }
}

function folderState(path: string): string {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
    return folderMark + names.sort().join('\0');
  } catch {
    return folderMark;
  }
}

function nowNs(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
