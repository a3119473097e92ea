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

/**
 * Reads files below `root` and nowhere else: every method rejects with an {@link OutsideError} where a path, or what
 * it links to, lies elsewhere. Whoever knows where the author wrote the path turns that into a diagnostic.
 */
export function createProjectFiles(root: string): ProjectFiles {
  const readBytes = async (path: string): Promise<Uint8Array | null> => {
    const file = await locate(root, path);
    if (file === null || !(await stat(file)).isFile()) return null;
    return new Uint8Array(await readFile(file));
  };
  return {
    root,
    readBytes,
    readText: async (path) => {
      const bytes = await readBytes(path);
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
