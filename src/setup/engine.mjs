import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { digestAdditions } from './binding-source.mjs';
import { digestFile, readJson } from './files.mjs';
import { recordsFolder } from './packages.mjs';
import { TENSORFLOW } from './wheels.mjs';

const BELIEVED_MS = 60 * 60 * 1000;

/**
 * Which engine this copy of the generator has; `plan` and `run` read it.
 * @typedef {{ tensorflow: { version: string, tfjsNode: string, additions: string, binding: string, platform: string } }} EngineFound
 * @typedef {{ tensorflow: null, reason: string, kind: 'machine' | 'attempt', triedAt: string }} EngineMissing
 */

/** @param {string} home */
export const engineFile = (home) => join(recordsFolder(home), 'engine.json');
/** @param {string} home */
export const tfjsNodeFolder = (home) => join(home, 'node_modules', '@tensorflow', 'tfjs-node');
/** @param {string} home */
export const bindingFile = (home) => join(tfjsNodeFolder(home), 'lib', 'napi-v8', 'tfjs_binding.node');

/** @param {string} home @returns {EngineFound | EngineMissing | null} */
export function readEngine(home) {
  return readJson(engineFile(home));
}

/**
 * Whether the set-up has nothing to do for TensorFlow: it is there, or an attempt less than an hour old failed.
 * @param {string} home @param {{ retry: boolean, now: number }} options
 */
export function engineIsSettled(home, { retry, now }) {
  const engine = readEngine(home);
  if (engine === null) return false;
  if (engine.tensorflow) return engineIsIntact(home, engine.tensorflow);
  const age = now - Date.parse(engine.triedAt);
  return !retry && engine.kind === 'attempt' && age >= 0 && age < BELIEVED_MS;
}

/** @param {string} home @param {EngineFound['tensorflow']} engine */
function engineIsIntact(home, engine) {
  const folder = tfjsNodeFolder(home);
  return (
    engine.version === TENSORFLOW &&
    engine.platform === `${process.platform}-${process.arch}` &&
    engine.tfjsNode === readJson(join(folder, 'package.json'))?.version &&
    engine.additions === digestAdditions() &&
    engine.binding === digestFile(bindingFile(home)) &&
    // Through the link: the user's cache may have been emptied.
    existsSync(
      join(folder, 'deps', 'lib', 'libtensorflow.' + (process.platform === 'darwin' ? 'dylib' : 'so')),
    )
  );
}
