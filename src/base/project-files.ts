import type { Stats } from 'node:fs';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

import type { ProjectFiles } from './effects.ts';

/** A path that leads out of the report's root, by `..`, as an absolute path or through a symbolic link. */
export class OutsideError extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`"${path}" leads out of the report's root`);
    this.name = 'OutsideError';
    this.path = path;
  }
}

/** What stands at a path is no file with content: a folder, a pipe, a device. */
export class NoFileError extends Error {
  readonly isFolder: boolean;

  constructor(path: string, isFolder: boolean) {
    super(`"${path}" is no file`);
    this.name = 'NoFileError';
    this.isFolder = isFolder;
  }
}

/** A file is larger than the reader takes. */
export class TooLargeError extends Error {
  constructor(path: string, most: number) {
    super(`"${path}" is larger than ${most} bytes`);
    this.name = 'TooLargeError';
  }
}

/**
 * Reads files below `root` and nowhere else: every method rejects with an {@link OutsideError} where a path, or what
 * it links to, lies elsewhere. Whoever knows where the author wrote the path turns that into a diagnostic.
 */
export function createProjectFiles(root: string): ProjectFiles {
  const locate = createLocator(root);
  const readBytes = async (path: string, most = Infinity): Promise<Uint8Array | null> => {
    const located = await locate(path);
    if (located === null) return null;
    const { file, found } = located;
    // Reading a pipe would wait for whoever writes into it.
    if (!found.isFile()) throw new NoFileError(path, found.isDirectory());
    if (found.size > most) throw new TooLargeError(path, most);
    return new Uint8Array(await readFile(file));
  };
  return {
    root,
    readBytes,
    readText: async (path) => {
      const bytes = await readBytes(path).catch((error: unknown) => {
        if (error instanceof NoFileError) return null;
        throw error;
      });
      return bytes === null ? null : new TextDecoder().decode(bytes);
    },
    list: async (folder) => {
      const located = await locate(folder);
      if (!located?.found.isDirectory()) return [];
      const entries = await readdir(located.file, { withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => entry.name)
        .sort();
    },
  };
}

/** What stands at a path: its real absolute path. */
interface Located {
  file: string;
  found: Stats;
}

/**
 * Finds what stands at a path; null where nothing does. Most files are no links, and a folder holds many of them: its
 * real path is asked for once, and a file's only where it is a link.
 */
function createLocator(root: string): (path: string) => Promise<Located | null> {
  const folders = new Map<string, Promise<string | null>>();
  const realFolder = (path: string): Promise<string | null> => {
    const real = folders.get(path) ?? realpath(path).catch(absent);
    folders.set(path, real);
    return real;
  };
  return async (path) => {
    if (path.includes('\0')) return null;
    const full = resolve(root, path);
    if (isAbsolute(path) || !isInside(root, full)) throw new OutsideError(path);
    const [realRoot, folder] = await Promise.all([realFolder(root), realFolder(dirname(full))]);
    const located =
      folder === null ? null : await follow(full === root ? full : join(folder, basename(full)));
    if (located !== null && (realRoot === null || !isInside(realRoot, located.file)))
      throw new OutsideError(path);
    return located;
  };
}

async function follow(path: string): Promise<Located | null> {
  const found = await lstat(path).catch(absent);
  if (!found?.isSymbolicLink()) return found && { file: path, found };
  const file = await realpath(path).catch(absent);
  const target = file === null ? null : await stat(file).catch(absent);
  return file === null || target === null ? null : { file, found: target };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function absent(error: NodeJS.ErrnoException): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(error.code ?? '')) return null;
  throw error;
}
