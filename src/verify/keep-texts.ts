import type { ProjectFiles } from '../base/effects.ts';

/**
 * The same files, whose texts stay as they were when first read: a verification fills its document twice, before jobs run and
 * after, and an edit in between is no difference of results.
 */
export function keepTexts(files: ProjectFiles): ProjectFiles {
  const texts = new Map<string, Promise<string | null>>();
  return {
    ...files,
    readText: (path) => {
      const text = texts.get(path) ?? files.readText(path);
      texts.set(path, text);
      return text;
    },
  };
}
