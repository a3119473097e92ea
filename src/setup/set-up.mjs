import { join } from 'node:path';

import { Interrupted } from './faults.mjs';
import { findMissing } from './find-missing.mjs';
import { withLock } from './lock.mjs';
import * as messages from './messages.mjs';
import { requireWritable } from './require-writable.mjs';
import { createSteps } from './steps.mjs';

/**
 * Makes what is missing, one set-up of this checkout at a time, and gives the program's folder. Throws a SetupFault, or
 * Interrupted after a signal.
 * @param {string} root
 * @param {{ tensorflow: boolean, retry: boolean }} needs
 */
export async function setUp(root, needs) {
  requireWritable(root, findMissing(root, needs));
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const steps = createSteps(process.stderr);
  const onWait = (/** @type {number | null} */ pid) => steps.say(messages.waitsForAnother(pid));
  try {
    return await withLock(join(root, '.cache', 'setup.lock'), { signal, onWait }, async () => {
      // Looked at again: another process may have made it while this one waited.
      const missing = findMissing(root, needs);
      if (missing.packages)
        await (await import('./install-packages.mjs')).installPackages(root, { steps, signal });
      if (missing.engine)
        await (await import('./install-tensorflow.mjs')).installTensorflow(root, { steps, signal });
      // The folder it was built into, even where the sources have changed again since.
      const folder = missing.program
        ? await (await import('./bundle-program.mjs')).bundleProgram(root, { steps })
        : missing.folder;
      signal.throwIfAborted();
      return folder;
    });
  } finally {
    interruption.stop();
  }
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
