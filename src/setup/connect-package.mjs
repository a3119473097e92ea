import { copyFileSync, lstatSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { bindingFile, engineFile, tfjsNodeFolder } from './engine.mjs';
import { NoTensorflow } from './faults.mjs';
import * as messages from './messages.mjs';
import { lastTelling, runChild } from './run-child.mjs';

/** Node 24 lacks a function that tfjs-node calls. */
const PROBE = `
const util = require('node:util');
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
const tf = require('@tensorflow/tfjs-node');
if (tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] !== 11) throw new Error('it computes 1 * 3 + 2 * 4 wrongly');
`;

/**
 * Puts links to the cached library and a copy of the binding into the package, and starts TensorFlow once: better told
 * now than by a failed job.
 * @param {import('./install-tensorflow.mjs').Places} places
 * @param {import('./binding.mjs').Binding} binding
 * @param {import('./install-tensorflow.mjs').Tools} tools
 */
export async function connectPackage({ home, library }, binding, { steps, signal }) {
  const deps = join(tfjsNodeFolder(home), 'deps');
  mkdirSync(deps, { recursive: true });
  link(join(library, 'include'), join(deps, 'include'));
  link(join(library, 'lib'), join(deps, 'lib'));
  copyBinding(binding.file, bindingFile(home));
  await steps.run(messages.probeStep(), async () => {
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', NODE_OPTIONS: '' };
    const { code, lines } = await runChild([process.execPath, '-e', PROBE], { cwd: home, env, signal });
    if (code === 0) return;
    // Next time it is compiled anew, perhaps by another compiler.
    rmSync(dirname(binding.file), { recursive: true, force: true });
    throw new NoTensorflow(
      'attempt',
      messages.tensorflowStepFailed(messages.probeStep(), lastTelling(lines)),
    );
  });
}

/** Takes away what an earlier set-up put in place. @param {string} home */
export function disconnectPackage(home) {
  rmSync(engineFile(home), { force: true });
  rmSync(bindingFile(home), { force: true });
}

/** @param {string} from @param {string} to */
function copyBinding(from, to) {
  // A copy: through a link the loader would look for the libraries beside the cached file.
  mkdirSync(dirname(to), { recursive: true });
  const partial = `${to}.partial-${process.pid}`;
  copyFileSync(from, partial);
  renameSync(partial, to);
}

/** @param {string} target @param {string} path */
function link(target, path) {
  const partial = `${path}.partial-${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  symlinkSync(target, partial);
  // A rename replaces a link in one step, but no folder.
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) rmSync(path, { recursive: true });
  renameSync(partial, path);
}
