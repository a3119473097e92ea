import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { digestFile, readJson } from './files.mjs';
import { recordsFolder } from './packages.mjs';
import { TENSORFLOW } from './wheels.mjs';

const BELIEVED_MS = 60 * 60 * 1000;

/**
 * Which engine this checkout has; `plan` and `run` read it.
 * @typedef {{ tensorflow: { version: string, tfjsNode: string, binding: string, platform: string } }} EngineFound
 * @typedef {{ tensorflow: null, reason: string, kind: 'machine' | 'attempt', triedAt: string }} EngineMissing
 */

/** @param {string} root */
export const engineFile = (root) => join(recordsFolder(root), 'engine.json');
/** @param {string} root */
export const tfjsNodeFolder = (root) => join(root, 'node_modules', '@tensorflow', 'tfjs-node');
/** @param {string} root */
export const bindingFile = (root) => join(tfjsNodeFolder(root), 'lib', 'napi-v8', 'tfjs_binding.node');

/** @param {string} root @returns {EngineFound | EngineMissing | null} */
export function readEngine(root) {
  return readJson(engineFile(root));
}

/**
 * Whether the set-up has nothing to do for TensorFlow: it is there, or an attempt less than an hour old failed.
 * @param {string} root @param {{ retry: boolean, now: number }} options
 */
export function engineIsSettled(root, { retry, now }) {
  const engine = readEngine(root);
  if (engine === null) return false;
  if (engine.tensorflow) return engineIsIntact(root, engine.tensorflow);
  const age = now - Date.parse(engine.triedAt);
  return !retry && engine.kind === 'attempt' && age >= 0 && age < BELIEVED_MS;
}

/** @param {string} root @param {EngineFound['tensorflow']} engine */
function engineIsIntact(root, engine) {
  const folder = tfjsNodeFolder(root);
  return (
    engine.version === TENSORFLOW &&
    engine.platform === `${process.platform}-${process.arch}` &&
    engine.tfjsNode === readJson(join(folder, 'package.json'))?.version &&
    engine.binding === digestFile(bindingFile(root)) &&
    // Through the link: the user's cache may have been emptied.
    existsSync(
      join(folder, 'deps', 'lib', 'libtensorflow.' + (process.platform === 'darwin' ? 'dylib' : 'so')),
    )
  );
}

/** Where TensorFlow's libraries and the compiled binding are kept for all checkouts of a user. */
export function userCacheFolder() {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(given) ? given : join(homedir(), '.cache'), 'living-report');
}
