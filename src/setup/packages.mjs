import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { digest, digestFile, readJson, writeJson } from './files.mjs';

/** Our own folder in node_modules: gone with it, which is what its contents are about. @param {string} root */
export const recordsFolder = (root) => join(root, 'node_modules', '.living-report');
/** @param {string} root */
const stampFile = (root) => join(recordsFolder(root), 'packages.json');
/** npm's own account of what it installed, written when it is done. @param {string} root */
const hiddenLockFile = (root) => join(root, 'node_modules', '.package-lock.json');

/**
 * Whether node_modules holds what package-lock.json asks for. Cheap where we stamped it; after a plain `npm ci` or
 * `npm install` npm's own account is compared instead, and the stamp renewed.
 * @param {string} root
 */
export function packagesAreInstalled(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hidden = digestFile(hiddenLockFile(root));
  if (hidden === null) return false;
  const stamp = readJson(stampFile(root));
  const expected = { lock: digest(lock), hidden, platform: platform() };
  if (Object.entries(expected).every(([part, value]) => stamp?.[part] === value))
    return directAreThere(root, stamp.direct);
  if (!agreesWithNpm(root, JSON.parse(lock.toString()))) return false;
  stampPackages(root);
  return true;
}

/** Notes that npm finished. @param {string} root */
export function stampPackages(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const { dependencies = {}, devDependencies = {} } = JSON.parse(lock.toString()).packages[''];
  writeJson(stampFile(root), {
    lock: digest(lock),
    hidden: digestFile(hiddenLockFile(root)),
    platform: platform(),
    direct: Object.keys({ ...dependencies, ...devDependencies }),
  });
}

function platform() {
  return `${process.platform}-${process.arch}`;
}

/** @param {string} root @param {readonly string[]} names */
function directAreThere(root, names) {
  return names.every((name) => isThere(root, `node_modules/${name}`));
}

/** @param {string} root @param {string} path */
function isThere(root, path) {
  return existsSync(join(root, path, 'package.json'));
}

/**
 * @param {string} root
 * @param {{ packages: Record<string, LockedPackage> }} lock
 */
function agreesWithNpm(root, lock) {
  const installed = readJson(hiddenLockFile(root))?.packages;
  if (!installed) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return wanted.optional === true && !fitsHere(wanted);
    return found.version === wanted.version && found.integrity === wanted.integrity && isThere(root, path);
  });
}

/**
 * @typedef {{ version: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }}
 *   LockedPackage
 */

/** Whether npm would install an optional package on this machine. @param {LockedPackage} wanted */
function fitsHere({ os, cpu, libc }) {
  // A package for one libc counts as not fitting: asking which libc this is costs more than it tells.
  return listed(os, process.platform) && listed(cpu, process.arch) && libc === undefined;
}

/** @param {readonly string[] | undefined} list @param {string} value */
function listed(list, value) {
  return (
    list === undefined ||
    list.includes(value) ||
    list.every((item) => item.startsWith('!') && item !== `!${value}`)
  );
}
