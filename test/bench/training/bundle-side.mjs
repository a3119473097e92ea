import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundle } from '../bundle.mjs';
import { root } from '../folders.mjs';

/** Bundles a program of this folder with the report's own code as it stands; gives the bundle's path. */
export function bundleSide(name) {
  const entry = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  return bundle(entry, join(root, '.cache', 'bench', `${name}.mjs`));
}
