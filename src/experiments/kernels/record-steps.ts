import type { Tensor } from '@tensorflow/tfjs';

import type { TensorLibrary } from '../tensors.ts';
import type { Attribute } from './execute.ts';
import { planRecording, type Executed, type RecordingPlan } from './plan-recording.ts';

/**
 * What a step of training makes of its inputs: the same kernels whatever the tensors hold. A number that changes from step
 * to step goes in as a tensor; one that the step itself makes a tensor of stays what it was at the first time. It reads no tensor.
 */
export type Step = (inputs: readonly Tensor[]) => Tensor[];

/** A step that is recorded the first time, and then repeated without JavaScript between its kernels. */
export interface RecordedSteps {
  /** Runs the step; the results are new tensors, and the caller's. Throws where a result is one of the inputs. */
  run: Step;
  /** Frees what the recordings hold. */
  forget(): void;
}

/**
 * Records a step once for each combination of its inputs' shapes, and repeats it as one function of TensorFlow's: the same
 * kernels with the same attributes in the same order, so the results are the same to the bit, in half to a third of the time
 * where kernels are small. With an engine that cannot repeat, the step runs as it is. Throws at a kernel that is another one in a
 * function (`otherInFunctions`).
 */
export function recordSteps(tf: TensorLibrary, step: Step): RecordedSteps {
  const backend: object = tf.backend();
  if (!isRepeating(backend)) return { run: (inputs) => tf.tidy(() => step(inputs)), forget: () => undefined };
  const recordings = new Map<string, number>();
  return {
    run: (inputs) => {
      const form = inputs.map(({ dtype, shape }) => `${dtype} ${shape.join(' ')}`).join();
      const recording = recordings.get(form);
      if (recording !== undefined)
        return backend.executeMultipleOutputs(operations.repeat, [], inputs, recording);
      const { outputs, number } = record(tf, backend, step, inputs);
      recordings.set(form, number);
      return outputs;
    },
    forget: () => {
      for (const number of recordings.values())
        backend.executeMultipleOutputs(operations.forget, [], [], number);
      recordings.clear();
    },
  };
}

/** What the binding takes for the names of kernels (setup/recorded-steps.h). */
const operations = {
  record: 'RecordedSteps:record',
  repeat: 'RecordedSteps:repeat',
  forget: 'RecordedSteps:forget',
} as const;

/**
 * Kernels in whose place TensorFlow takes one of oneDNN's where they stand in a function, but not where they are called by
 * themselves: the last bits differ. `LogSoftmax` and the softmax of the cross-entropy stay what they are.
 */
const otherInFunctions: ReadonlySet<string> = new Set(['Softmax']);

/** What lies below tfjs-node's backend. */
interface Binding {
  executeOp(name: string, attributes: unknown, inputs: number[], outputs: number): { id: number }[];
  deleteTensor(id: number): void;
  tensorDataSync(id: number): unknown;
}

interface RepeatingBackend {
  binding: Binding;
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
}

function isRepeating(backend: object): backend is RepeatingBackend {
  return 'binding' in backend && 'getInputTensorIds' in backend && 'executeMultipleOutputs' in backend;
}

/** Runs the step while what it executes is written down; its results, and the number of what was recorded. */
function record(
  tf: TensorLibrary,
  backend: RepeatingBackend,
  step: Step,
  inputs: readonly Tensor[],
): { outputs: Tensor[]; number: number } {
  const { binding } = backend;
  const given = backend.getInputTensorIds(inputs);
  const listener = listen(binding);
  backend.binding = listener.binding;
  try {
    const outputs = tf.tidy(() => step(inputs));
    const plan = planRecording(given, listener.executed, backend.getInputTensorIds(outputs));
    return { outputs, number: keepRecording(binding, given, plan) };
  } finally {
    backend.binding = binding;
    listener.end();
  }
}

interface Listener {
  binding: Binding;
  /** In the order of execution. */
  executed: Executed[];
  /** Frees what was given back while it listened. */
  end(): void;
}

/** A binding that writes down what it executes. What the step did not compute stays until the end: the recording is to hold it. */
function listen(binding: Binding): Listener {
  const executed: Executed[] = [];
  const made = new Set<number>();
  const returned: number[] = [];
  const own: Binding = {
    executeOp: (name, attributes, inputs, count) => {
      if (otherInFunctions.has(name))
        throw new Error(`a step that is recorded has no ${name}: it would be another kernel`);
      const outputs = binding.executeOp(name, attributes, inputs, count);
      const ids = outputs.map(({ id }) => id);
      executed.push({ name, attributes, inputs: [...inputs], outputs: ids });
      for (const id of ids) made.add(id);
      return outputs;
    },
    deleteTensor: (id) => {
      if (made.has(id)) binding.deleteTensor(id);
      else returned.push(id);
    },
    tensorDataSync: () => {
      throw new Error('a step that is recorded reads no tensor');
    },
  };
  // The binding's own properties cannot be set.
  const listening = Object.create(binding, Object.getOwnPropertyDescriptors(own)) as Binding;
  return {
    binding: listening,
    executed,
    end: () => {
      for (const id of returned) binding.deleteTensor(id);
    },
  };
}

function keepRecording(
  binding: Binding,
  inputs: readonly number[],
  { kernels, held, slots, results }: RecordingPlan,
): number {
  const parts = kernels.map((kernel) => [kernel.name, kernel.attributes, kernel.inputs, kernel.outputs]);
  return Number(binding.executeOp(operations.record, [parts, inputs, held, slots, results], [], 0));
}
