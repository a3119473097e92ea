import { join } from 'node:path';

import { isInstalled } from './copy.mjs';
import { Interrupted } from './faults.mjs';
import { findMissing } from './find-missing.mjs';
import { linkPackages } from './link-packages.mjs';
import { withLock } from './lock.mjs';
import * as messages from './messages.mjs';
import { requireWritable } from './require-writable.mjs';
import { createSteps } from './steps.mjs';

/**
 * Makes what is missing, one set-up of this copy at a time, and gives the program's folder. Throws a SetupFault, or
 * Interrupted after a signal.
 * @param {import('./copy.mjs').Copy} copy
 * @param {import('./find-missing.mjs').Needs} needs
 */
export async function setUp(copy, needs) {
  requireWritable(copy.home, findMissing(copy, needs));
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const steps = createSteps(process.stderr);
  const onWait = (/** @type {number | null} */ pid) => steps.say(messages.waitsForAnother(pid));
  try {
    return await withLock(join(copy.home, '.cache', 'setup.lock'), { signal, onWait }, async () => {
      // Looked at again: another process may have made it while this one waited.
      const missing = findMissing(copy, needs);
      if (missing.packages) await providePackages(copy, { steps, signal });
      if (missing.engine)
        await (await import('./install-tensorflow.mjs')).installTensorflow(copy, { steps, signal });
      else if (missing.tensors)
        await (await import('./install-tensors.mjs')).installTensors(copy, { steps, signal });
      // The folder it was built into, even where the sources have changed again since.
      const folder = missing.program
        ? await (await import('./bundle-program.mjs')).bundleProgram(copy, { steps })
        : missing.folder;
      signal.throwIfAborted();
      return folder;
    });
  } finally {
    interruption.stop();
  }
}

/** @param {import('./copy.mjs').Copy} copy @param {{ steps: import('./steps.mjs').Steps, signal: AbortSignal }} tools */
async function providePackages(copy, tools) {
  if (isInstalled(copy)) linkPackages(copy);
  else await (await import('./install-packages.mjs')).installPackages(copy.root, tools);
}

function listenForInterruption() {
  const controller = new AbortController();
  const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
  const listeners = Object.entries(exitCodes).map(([name, exitCode]) => {
    const listener = () => controller.abort(new Interrupted(exitCode));
    process.on(name, listener);
    return () => void process.off(name, listener);
  });
  return { signal: controller.signal, stop: () => listeners.forEach((remove) => remove()) };
}
