import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';

import * as messages from '../base/messages/run.ts';
import type { EngineName } from '../base/results.ts';
import type { Engine } from '../base/task.ts';

type Tensors = Engine['tf'];

/** Loads a tensor library from the generator's packages. Nothing of it is loaded for a task that uses none. */
export async function loadEngine(name: EngineName, root: string): Promise<Engine> {
  const load = createRequire(join(root, 'package.json'));
  switch (name) {
    case 'tensorflow':
      return { name, tf: loadTensorflow(load) };
    case 'wasm':
      return { name, tf: await loadWasm(load) };
    case 'cpu':
      return { name, tf: await start(load('@tensorflow/tfjs') as Tensors, 'cpu') };
    case 'javascript':
      return withoutTensors();
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

function withoutTensors(): Engine {
  return {
    name: 'javascript',
    get tf(): Tensors {
      throw new Error(messages.noTensors());
    },
  };
}
