import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** sha256, 64 hexadecimal digits. @param {string | Uint8Array} content */
export function digest(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** The file's JSON, or null where there is none or half of one. @param {string} path @returns {any} */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** The file's sha256, or null where there is no such file. @param {string} path */
export function digestFile(path) {
  try {
    return digest(readFileSync(path));
  } catch {
    return null;
  }
}

/** Written beside, then renamed: a reader sees the old file or the new one. @param {string} path @param {unknown} value */
export function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial-${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(partial, path);
}

/**
 * Fills a folder under another name and renames it once `fill` has ended, so that `folder` is there whole or not at
 * all. The caller holds a lock: whatever other `….partial-PID` stands beside it is left over from a killed run.
 * @param {string} folder
 * @param {(partial: string) => Promise<void>} fill
 */
export async function makeFolder(folder, fill) {
  removeLeftovers(folder);
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    await fill(partial);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function removeLeftovers(folder) {
  const parent = dirname(folder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(folder)}.partial-`))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** The nearest folder above (or at) `path` that exists. @param {string} path @returns {string} */
export function existingAncestor(path) {
  return existsSync(path) ? path : existingAncestor(dirname(path));
}
