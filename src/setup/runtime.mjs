import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { digest, writeJson } from './files.mjs';

/**
 * What of a worker's own code can change a result, one module a part. Everything else of the program may change
 * without a job running again.
 */
const PARTS = {
  /** Jobs that draw random numbers. */
  random: 'src/run/task-random.ts',
  /** Jobs on a tensor library. */
  tensors: 'src/run/load-tensors.ts',
  /** Jobs that return images. */
  png: 'src/run/encode-png.ts',
  /** All. */
  results: 'src/run/encode-results.ts',
};

/**
 * Writes `runtime.json` into a program's folder: the digest of each part's code, its imports and packages included,
 * comments not. Jobs carry those that concern them in their keys (plan/runtime.ts).
 * @param {string} root
 * @param {string} folder
 */
export async function writeRuntime(root, folder) {
  const { build } = await import('esbuild');
  const parts = Object.entries(PARTS).filter(([, file]) => existsSync(join(root, file)));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(parts),
    outdir: 'runtime',
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Not the names: esbuild chooses short ones also by what is left out.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    tsconfigRaw: '{}',
    logLevel: 'silent',
  });
  const digests = outputFiles.map(({ path, contents }) => [nameOf(path), digest(contents)]);
  writeJson(join(folder, 'runtime.json'), Object.fromEntries(digests));
}

/** @param {string} path */
function nameOf(path) {
  return path.replace(/^.*[\\/]/, '').replace(/\.js$/, '');
}
