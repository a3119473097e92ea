import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

import { compilerCommand, findBinding, makeBinding } from './binding.mjs';
import { digestAdditions } from './binding-source.mjs';
import { connectPackage, disconnectPackage } from './connect-package.mjs';
import { userCacheFolder } from './copy.mjs';
import { engineFile } from './engine.mjs';
import { NoTensorflow } from './faults.mjs';
import { existingAncestor, writeJson } from './files.mjs';
import { downloadLibrary, libraryIsWhole } from './library.mjs';
import { withLock } from './lock.mjs';
import * as messages from './messages.mjs';
import { findOnPath } from './run-child.mjs';
import { installTensors } from './install-tensors.mjs';
import { tensorsAreThere } from './tensors.mjs';
import { chooseWheel, nameMachine, TENSORFLOW, thisMachine } from './wheels.mjs';

/** The wheel and, beside it, what is unpacked from it. */
const BYTES_NEEDED = 1.3e9;

/**
 * @typedef {{ steps: import('./steps.mjs').Steps, signal: AbortSignal }} Tools
 * @typedef {{ home: string, cache: string, library: string, wheel: import('./wheels.mjs').Wheel }} Places
 */

/**
 * Brings TensorFlow into the home of this copy, from the user's cache where it is there, and records in engine.json what came
 * of it. That it cannot be had is an outcome, not a fault.
 * @param {import('./copy.mjs').Copy} copy
 * @param {Tools} tools
 */
export async function installTensorflow(copy, tools) {
  const { home } = copy;
  try {
    if (!tensorsAreThere(copy)) await installTensors(copy, tools);
    writeJson(engineFile(home), { tensorflow: await provideTensorflow(home, tools) });
  } catch (error) {
    tools.signal.throwIfAborted();
    const { kind, message } = error instanceof NoTensorflow ? error : asFailedStep(error);
    disconnectPackage(home);
    writeJson(engineFile(home), {
      tensorflow: null,
      reason: message,
      kind,
      triedAt: new Date().toISOString(),
    });
  }
}

/** @param {unknown} error a full disk, a folder without permission */
function asFailedStep(error) {
  const detail = error instanceof Error ? error.message : String(error);
  return new NoTensorflow('attempt', messages.tensorflowStepFailed('set-up', detail));
}

/** @param {string} home @param {Tools} tools */
async function provideTensorflow(home, tools) {
  const machine = thisMachine();
  const wheel = chooseWheel(machine);
  if (wheel === null)
    throw new NoTensorflow('machine', messages.platformHasNoTensorflow(nameMachine(machine)));
  const platform = `${machine.platform}-${machine.arch}`;
  const cache = userCacheFolder();
  const places = { home, cache, library: join(cache, `tensorflow-${TENSORFLOW}-${platform}`), wheel };
  createCache(cache);
  const onWait = (/** @type {number | null} */ pid) => tools.steps.say(messages.waitsForAnother(pid));
  const binding = await withLock(join(cache, 'setup.lock'), { signal: tools.signal, onWait }, async () => {
    checkMachine(places);
    if (!libraryIsWhole(places)) await downloadLibrary(places, tools);
    return findBinding(places) ?? (await makeBinding(places, tools));
  });
  await connectPackage(places, binding, tools);
  const { tfjsNode, sha256 } = binding;
  return { version: TENSORFLOW, tfjsNode, additions: digestAdditions(), binding: sha256, platform };
}

/** @param {string} cache */
function createCache(cache) {
  try {
    mkdirSync(cache, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new NoTensorflow('machine', messages.cacheIsNotWritable(cache, code));
  }
}

/** Asks for everything before the long download, not after it. @param {Places} places */
function checkMachine(places) {
  if (findBinding(places) === null) checkCompiler();
  if (libraryIsWhole(places)) return;
  if (findOnPath('python3') === null) throw new NoTensorflow('machine', messages.pythonIsMissing());
  const { bavail, bsize } = statfsSync(existingAncestor(places.cache));
  const free = bavail * bsize;
  if (free >= BYTES_NEEDED) return;
  throw new NoTensorflow('machine', messages.diskTooSmallForTensorflow(places.cache, BYTES_NEEDED, free));
}

function checkCompiler() {
  const [compiler = 'c++'] = compilerCommand();
  if (findOnPath(compiler) === null) throw new NoTensorflow('machine', messages.compilerIsMissing(compiler));
}
