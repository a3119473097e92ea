import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The way the program is made is part of what it is made from. */
const RECIPES = ['bundle-program.mjs', 'runtime.mjs'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);

/**
 * Where the program built from the sources as they are now is, or would be.
 * @param {string} root
 * @returns {{ folder: string, isBuilt: boolean }}
 */
export function locateProgram(root) {
  const hash = createHash('sha256');
  const sources = listSources(join(root, 'src'));
  for (const file of [...sources, join(root, 'package.json'), join(root, 'package-lock.json'), ...RECIPES]) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  const folder = join(programsFolder(root), hash.digest('hex').slice(0, 32));
  return { folder, isBuilt: existsSync(join(folder, 'cli.js')) };
}

/** @param {string} root */
export const programsFolder = (root) => join(root, '.cache', 'program');

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
