import { join } from 'node:path';

import { isInstalled } from './copy.mjs';
import { readJson } from './files.mjs';

/** What a checkout has among its packages, and an installed copy gets when a task asks for it: hundreds of megabytes. */
export const TENSOR_PACKAGES = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-node',
  'node-api-headers',
];

/** Whether the tensor libraries are there, in the copy's versions. @param {import('./copy.mjs').Copy} copy */
export function tensorsAreThere(copy) {
  if (!isInstalled(copy)) return true;
  return Object.entries(tensorVersions(copy.root)).every(([name, version]) => {
    const installed = readJson(join(copy.home, 'node_modules', name, 'package.json'));
    return installed !== null && installed.version === version;
  });
}

/** Package -> exact version. @param {string} root @returns {Record<string, string>} */
export function tensorVersions(root) {
  const { devDependencies = {} } = readJson(join(root, 'package.json')) ?? {};
  return Object.fromEntries(TENSOR_PACKAGES.map((name) => [name, devDependencies[name]]));
}
