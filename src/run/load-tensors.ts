import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';

import type { EngineName } from '../base/results.ts';
import type { Engine } from '../base/task.ts';

/*
 * The digest of this module's code stands in the keys of the jobs that run on tensors (setup/runtime.mjs): the
 * settings made here decide the order of sums. The libraries themselves stand in the key by version and digest.
 */

type Tensors = Engine['tf'];

/** Loads a tensor library from the generator's packages. */
export async function loadTensors(name: Exclude<EngineName, 'javascript'>, root: string): Promise<Tensors> {
  const load = createRequire(join(root, 'package.json'));
  switch (name) {
    case 'tensorflow':
      return loadTensorflow(load);
    case 'wasm':
      return loadWasm(load);
    case 'cpu':
      return start(load('@tensorflow/tfjs') as Tensors, 'cpu');
  }
}

function loadTensorflow(load: NodeJS.Require): Tensors {
  // tfjs-node calls this function of Node's, which Node 24 no longer has.
  if (!('isNullOrUndefined' in util)) {
    Object.defineProperty(util, 'isNullOrUndefined', {
      value: (value: unknown) => value === null || value === undefined,
    });
  }
  return load('@tensorflow/tfjs-node') as Tensors;
}

async function loadWasm(load: NodeJS.Require): Promise<Tensors> {
  const tf = load('@tensorflow/tfjs') as Tensors;
  const wasm = load('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
  wasm.setWasmPaths(join(dirname(load.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
  // One thread: the order of sums must not depend on the machine's cores.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  return start(tf, 'wasm');
}

async function start(tf: Tensors, backend: string): Promise<Tensors> {
  tf.enableProdMode();
  await tf.setBackend(backend);
  await tf.ready();
  return tf;
}
