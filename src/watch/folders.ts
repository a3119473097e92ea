import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { isPassing } from './passing.ts';

/** Watches a folder and those below. */
export interface FolderWatch {
  /** Resolves when something was touched since `forget`, and all has been quiet for a moment; or when closed. */
  touched(): Promise<void>;
  /** Forgets what was touched: to be called before files are compared, so that a touch meanwhile is not lost. */
  forget(): void;
  /** Folders that appeared are watched from now on. */
  renew(): Promise<void>;
  close(): void;
}

/** Editors write a save in several steps, and several files at once: what follows so soon belongs to it. */
const quietMs = 40;
/** Where the system will not watch, or not so many folders, the files are looked at so often. */
const pollMs = 700;
const mostFolders = 3000;

/**
 * Watches with one watcher a folder: Node's recursive watching on Linux watches every file by itself, also in
 * node_modules, and loses files that editors replace by renaming. A watcher only wakes; what has changed is found by
 * comparing files with what was read, so an event too many does no harm, and which file it names does not matter.
 */
export async function watchFolders(root: string): Promise<FolderWatch> {
  const bell = createBell();
  let polling: NodeJS.Timeout | null = null;
  const poll = (): void => {
    polling ??= setInterval(bell.ring, pollMs);
  };
  const watchers = createWatchers(bell.ring, poll);
  let absent: NodeJS.Timeout | null = null;
  const awaitReturn = (isGone: boolean): void => {
    if (isGone) absent ??= setInterval(bell.ring, pollMs);
    if (isGone || !absent) return;
    clearInterval(absent);
    absent = null;
  };
  const renew = async (): Promise<void> => {
    const folders = await listFolders(root);
    // Of a folder that was moved away nothing tells that it is back, nor keeps the process.
    awaitReturn(folders.size === 0);
    if (folders.size >= mostFolders) poll();
    watchers.hold(folders);
  };
  await renew();
  return {
    touched: bell.rung,
    forget: bell.still,
    renew,
    close: () => {
      watchers.hold(new Map());
      if (polling) clearInterval(polling);
      awaitReturn(false);
      bell.ring();
    },
  };
}

interface Watchers {
  /** Has a watcher for each of the folders, and for no other. */
  hold: (folders: ReadonlyMap<string, string>) => void;
}

function createWatchers(wake: () => void, onRefusal: () => void): Watchers {
  const watchers = new Map<string, FSWatcher>();
  const open = (path: string): FSWatcher | null => {
    try {
      // A name that no one reads wakes nobody: the cache and the output lie below the root as well.
      const watcher = watch(path, (_, name) => {
        if (name === null || !isPassing(name)) wake();
      });
      return watcher.on('error', wake);
    } catch {
      onRefusal();
      return null;
    }
  };
  const hold = (folders: ReadonlyMap<string, string>): void => {
    for (const [key, watcher] of watchers) {
      if (folders.has(key)) continue;
      watcher.close();
      watchers.delete(key);
    }
    for (const [key, path] of folders) {
      const watcher = watchers.has(key) ? null : open(path);
      if (watcher) watchers.set(key, watcher);
    }
  };
  return { hold };
}

/** Folders by inode and path: one that was removed and made again needs another watcher. */
async function listFolders(root: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const waiting = [root];
  for (let path = waiting.shift(); path !== undefined && found.size < mostFolders; path = waiting.shift()) {
    const folder = await stat(path).catch(() => null);
    if (!folder) continue;
    found.set(`${folder.ino} ${path}`, path);
    for (const entry of await readdir(path, { withFileTypes: true }).catch(() => []))
      if (entry.isDirectory() && !isPassing(entry.name)) waiting.push(join(path, entry.name));
  }
  return found;
}

interface Bell {
  ring: () => void;
  rung: () => Promise<void>;
  still: () => void;
}

function createBell(): Bell {
  let timer: NodeJS.Timeout | null = null;
  let rang = false;
  let waiting: (() => void)[] = [];
  const fire = (): void => {
    rang = true;
    for (const answer of waiting) answer();
    waiting = [];
  };
  return {
    ring: () => {
      if (timer) clearTimeout(timer);
      timer = setTimeout(fire, quietMs);
    },
    rung: () =>
      new Promise((resolve) => {
        if (rang) resolve();
        else waiting.push(resolve);
      }),
    still: () => {
      rang = false;
    },
  };
}
