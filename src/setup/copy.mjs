import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';

import { digest } from './files.mjs';

/**
 * A copy of the generator: a checkout, or a package that npm installed.
 * @typedef {{ root: string, home: string }} Copy `root` holds package.json and src/; `home` holds node_modules, built
 *   programs and records. They are one folder in a checkout. An installed copy is not written into: package managers
 *   share its files between projects, and its folder may belong to somebody else. Its home is in the user's cache.
 */

/** @param {string} root absolute @returns {Copy} */
export function locateCopy(root) {
  const installed = basename(dirname(root)) === 'node_modules';
  return { root, home: installed ? join(copiesFolder(), digest(root).slice(0, 16)) : root };
}

/** @param {Copy} copy */
export const isInstalled = ({ root, home }) => root !== home;

/** The homes of all installed copies of a user. */
export const copiesFolder = () => join(userCacheFolder(), 'copies');

/** Where TensorFlow's libraries and the compiled binding are kept for all copies of a user. */
export function userCacheFolder() {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(given) ? given : join(homedir(), '.cache'), 'living-report');
}
