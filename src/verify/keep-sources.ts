import type { ProjectFiles } from '../base/effects.ts';

/**
 * The same files, whose texts, and bytes that have a bound as sources do, stay as they were when first read: a verification fills
 * its document twice, before jobs run and after, and an edit in between is no difference of results.
 */
export function keepSources(files: ProjectFiles): ProjectFiles {
  const [texts, contents] = [
    new Map<string, Promise<string | null>>(),
    new Map<string, Promise<Uint8Array | null>>(),
  ];
  return {
    ...files,
    readText: (path) => once(texts, path, () => files.readText(path)),
    readBytes: (path, most) =>
      most === undefined
        ? files.readBytes(path)
        : once(contents, `${most} ${path}`, () => files.readBytes(path, most)),
  };
}

function once<Read>(
  known: Map<string, Promise<Read>>,
  name: string,
  read: () => Promise<Read>,
): Promise<Read> {
  const found = known.get(name) ?? read();
  known.set(name, found);
  return found;
}
