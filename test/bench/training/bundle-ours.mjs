import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { root } from '../folders.mjs';

/** Bundles our side with the task's code as it stands; gives the program's path. */
export async function bundleOurs() {
  const outfile = join(root, '.cache', 'bench', 'our-side.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('our-side.mjs', import.meta.url))],
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
