import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isInstalled } from './copy.mjs';
import { digestFile, readJson, writeJson } from './files.mjs';

/** The way the program is made is part of what it is made from. */
const RECIPES = ['bundle-program.mjs', 'runtime.mjs', 'program.mjs'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);

/**
 * Where the program built from the sources as they are now is, or would be.
 * @param {import('./copy.mjs').Copy} copy
 * @returns {{ folder: string, isBuilt: boolean }}
 */
export function locateProgram({ root, home }) {
  const hash = createHash('sha256');
  const sources = listSources(join(root, 'src'));
  for (const file of [...sources, join(root, 'package.json'), ...listLocks({ root, home }), ...RECIPES]) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  const folder = join(programsFolder(home), hash.digest('hex').slice(0, 32));
  return { folder, isBuilt: everyFile(folder, hasItsSize) };
}

/** What says which versions of packages go in: an installed copy has no lock file but npm's account of the folder around it. @param {import('./copy.mjs').Copy} copy */
function listLocks(copy) {
  if (!isInstalled(copy)) return [join(copy.root, 'package-lock.json')];
  const account = join(dirname(copy.root), '.package-lock.json');
  return existsSync(account) ? [account] : [];
}

/** @param {string} home */
export const programsFolder = (home) => join(home, '.cache', 'program');

/** A program's own list of its files, written last. */
const LIST = 'files.json';

/** Writes the list of what a program consists of, so that a file lost or cut off later is noticed. @param {string} folder */
export function listProgram(folder) {
  const names = readdirSync(folder).filter((name) => name !== LIST);
  const files = names.map((name) => {
    const path = join(folder, name);
    return [name, { bytes: statSync(path).size, sha256: digestFile(path) }];
  });
  writeJson(join(folder, LIST), Object.fromEntries(files));
}

/**
 * Whether every file of the program is as it was built. It reads them all: a warm start looks at their sizes only.
 * @param {string} folder
 */
export function programIsWhole(folder) {
  return everyFile(folder, (path, { sha256 }) => digestFile(path) === sha256);
}

/** So that the next start builds it again. @param {string} folder */
export function removeProgram(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** @typedef {{ bytes: number, sha256: string }} ListedFile */

/** @param {string} folder @param {(path: string, listed: ListedFile) => boolean} isAsListed */
function everyFile(folder, isAsListed) {
  /** @type {Record<string, ListedFile> | null} */
  const files = readJson(join(folder, LIST));
  return (
    files !== null && Object.entries(files).every(([name, listed]) => isAsListed(join(folder, name), listed))
  );
}

/** @param {string} path @param {ListedFile} listed */
function hasItsSize(path, { bytes }) {
  return statSync(path, { throwIfNoEntry: false })?.size === bytes;
}

/** Tasks and what they import are bundled by themselves, for their jobs: a changed task leaves the program as it is. */
const NOT_IN_PROGRAM = 'experiments';

/** @param {string} folder @returns {string[]} */
function listSources(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === NOT_IN_PROGRAM ? [] : listSources(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
