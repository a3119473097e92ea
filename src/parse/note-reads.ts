import type { ProjectFiles } from '../base/effects.ts';

/** Files of a project, and the paths of those that were read from them, in the order of their first reading. */
export interface NotedFiles {
  files: ProjectFiles;
  read: ReadonlySet<string>;
}

/** Notes which files are read; those that are not there are none. */
export function noteReads(files: ProjectFiles): NotedFiles {
  const read = new Set<string>();
  const noting = <Content>(path: string, content: Content | null): Content | null => {
    if (content !== null) read.add(path);
    return content;
  };
  return {
    files: {
      ...files,
      readText: async (path) => noting(path, await files.readText(path)),
      readBytes: async (path, most) => noting(path, await files.readBytes(path, most)),
    },
    read,
  };
}
