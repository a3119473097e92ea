import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { copiesFolder } from './copy.mjs';
import { SetupFault } from './faults.mjs';
import { digestFile, readJson, writeJson } from './files.mjs';
import * as messages from './messages.mjs';
import { recordsFolder } from './packages.mjs';

/** @typedef {import('./copy.mjs').Copy} Copy */

/** @param {string} home */
const linksFile = (home) => join(recordsFolder(home), 'links.json');
/** Says which copy a home belongs to, and that its programs are modules. @param {string} home */
const manifestFile = (home) => join(home, 'package.json');

/**
 * Whether an installed copy's home links to the packages that npm installed for it, wherever npm put them: beside the
 * package, or inside where another version stands beside.
 * @param {Copy} copy
 */
export function packagesAreLinked({ root, home }) {
  const record = readJson(linksFile(home));
  if (record?.manifest !== digestFile(join(root, 'package.json'))) return false;
  return Object.entries(record.links).every(
    ([name, folder]) => findPackage(root, name) === folder && existsSync(join(home, 'node_modules', name)),
  );
}

/** Makes the links. Throws a SetupFault where npm did not install what the copy needs. @param {Copy} copy */
export function linkPackages({ root, home }) {
  removeOrphans();
  rmSync(linksFile(home), { force: true });
  mkdirSync(home, { recursive: true });
  writeJson(manifestFile(home), { private: true, type: 'module', copyAt: root });
  const { dependencies = {} } = readJson(join(root, 'package.json')) ?? {};
  /** @type {Record<string, string>} */
  const links = {};
  for (const name of Object.keys(dependencies)) {
    const folder = findPackage(root, name);
    if (folder === null) throw new SetupFault(messages.packageIsMissing(name, root));
    linkPackage(home, name, folder);
    links[name] = folder;
  }
  writeJson(linksFile(home), { manifest: digestFile(join(root, 'package.json')), links });
}

/** Links a package into a home. @param {string} home @param {string} name @param {string} folder */
export function linkPackage(home, name, folder) {
  const path = join(home, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  symlinkSync(folder, path, 'junction');
}

/** The folder of a package as Node finds it from `root`, or null. @param {string} root @param {string} name @returns {string | null} */
function findPackage(root, name) {
  const folder = join(root, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
  return dirname(root) === root ? null : findPackage(dirname(root), name);
}

/** Homes of copies that are gone. */
function removeOrphans() {
  const folder = copiesFolder();
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const root = readJson(manifestFile(join(folder, name)))?.copyAt;
    if (typeof root === 'string' && !existsSync(root))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}
