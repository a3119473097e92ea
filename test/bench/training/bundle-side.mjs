import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { root } from '../folders.mjs';

/** Bundles a program of this folder with the report's own code as it stands; gives the bundle's path. */
export async function bundleSide(name) {
  const outfile = join(root, '.cache', 'bench', `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}
