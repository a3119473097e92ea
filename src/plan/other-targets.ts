import type { Metafile } from 'esbuild';
import { posix } from 'node:path';

/** In the order in which esbuild tries them. */
const endings = ['.tsx', '.ts', '.jsx', '.js', '.css', '.json'];

/**
 * Paths, relative to the root, at which a file of another content, or one that is not there yet, would lead an import
 * of a task's own sources elsewhere: `./lib` is `lib.ts` as long as there is no `lib.tsx`, `#lib` what package.json says.
 */
export function listOtherTargets({ inputs }: Pick<Metafile, 'inputs'>): string[] {
  const targets = Object.entries(inputs).flatMap(([importer, { imports }]) => [
    ...packagesAbove(importer),
    ...imports.flatMap(({ original, path, external }) => {
      if (external || !original?.startsWith('.')) return [];
      const tried = targetsOf(posix.join(posix.dirname(importer), original));
      return tried.includes(path) ? tried.slice(0, tried.indexOf(path)) : tried;
    }),
  ]);
  return [...new Set(targets)].filter((path) => !Object.hasOwn(inputs, path)).sort();
}

/** `lib/a.ts` -> `lib/package.json`, `package.json` */
function packagesAbove(file: string): string[] {
  const folder = posix.dirname(file);
  const own = posix.join(folder, 'package.json');
  return folder === '.' || folder.endsWith('..') ? [own] : [own, ...packagesAbove(folder)];
}

/** Where an import may lead, in the order in which that is tried. */
function targetsOf(path: string): string[] {
  const asFile = [path, ...endings.map((ending) => path + ending)];
  const asTypeScript = /\.[cm]?jsx?$/.test(path)
    ? [path.replace(/js(x?)$/, 'ts$1'), path.replace(/jsx?$/, 'tsx')]
    : [];
  const asFolder = ['package.json', ...endings.map((ending) => `index${ending}`)];
  return [...asFile, ...asTypeScript, ...asFolder.map((name) => posix.join(path, name))];
}
