import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

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
  const readBytes = async (path: string, most = Infinity): Promise<Uint8Array | null> => {
    const file = await locate(root, path);
    if (file === null) return null;
    const found = await stat(file);
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
      const found = await locate(root, folder);
      if (found === null || !(await stat(found)).isDirectory()) return [];
      const entries = await readdir(found, { withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => entry.name)
        .sort();
    },
  };
}

/** The real absolute path of what stands at `path`, or null where nothing does. */
async function locate(root: string, path: string): Promise<string | null> {
  if (path.includes('\0')) return null;
  if (isAbsolute(path) || !isInside(root, resolve(root, path))) throw new OutsideError(path);
  const [realRoot, found] = await Promise.all([
    realpath(root).catch(absent),
    realpath(resolve(root, path)).catch(absent),
  ]);
  if (found !== null && (realRoot === null || !isInside(realRoot, found))) throw new OutsideError(path);
  return found;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function absent(error: NodeJS.ErrnoException): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(error.code ?? '')) return null;
  throw error;
}
