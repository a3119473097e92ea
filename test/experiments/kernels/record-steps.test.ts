import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';

import {
  adamScalars,
  applyAdam,
  createParameter,
  readVariable,
} from '../../../src/experiments/kernels/adam.ts';
import type { Kernels } from '../../../src/experiments/kernels/execute.ts';
import { gatherRows } from '../../../src/experiments/kernels/gather.ts';
import { recordSteps, type Step } from '../../../src/experiments/kernels/record-steps.ts';
import type { TensorLibrary } from '../../../src/experiments/tensors.ts';
import { numbersOf, openTensorflow } from '../../support/tensorflow-kernels.ts';

const tensorflow = openTensorflow();
const { without } = tensorflow;

let tf: TensorLibrary;
let kernels: Kernels;
beforeAll(() => {
  ({ tf, kernels } = tensorflow);
});

const bitsOf = (tensors: readonly Tensor[]): number[][] => tensors.map((tensor) => [...tensor.dataSync()]);

describe.skipIf(without)('recorded steps', () => {
  test('give at every repetition what the step gives', () => {
    const weights = numbersOf(tensorflow, [6, 4], 1);
    const step: Step = ([values]) => {
      const product = tf.matMul(values!, weights);
      return [tf.logSoftmax(product), tf.sum(tf.mul(tf.sigmoid(product), 3), 1)];
    };
    const recorded = recordSteps(tf, step);
    for (const seed of [2, 3, 4]) {
      const values = numbersOf(tensorflow, [5, 6], seed);
      const plain = tf.tidy(() => step([values]));
      expect(bitsOf(recorded.run([values]))).toEqual(bitsOf(plain));
    }
    recorded.forget();
  });

  test('are recorded anew for inputs of another form', () => {
    const recorded = recordSteps(tf, ([values]) => [tf.sum(values!, 0)]);
    for (const rows of [3, 2, 3, 2])
      expect(bitsOf(recorded.run([tf.ones([rows, 2])]))).toEqual([[rows, rows]]);
    recorded.forget();
  });

  test('change variables in place, step after step', () => {
    const train = (repeated: boolean): number[][] => {
      const zeros = tf.zeros([3]);
      const tensors = { value: tf.tensor1d([1, 2, 3]), mean: zeros, square: tf.clone(zeros) };
      const parameter = createParameter(kernels, tensors);
      const step: Step = ([gradient, ...scalars]) => {
        const value = readVariable(kernels, parameter.value);
        const whole = tf.add(gradient!, value);
        value.dispose();
        applyAdam(kernels, [parameter], [whole], scalars);
        return [tf.sum(whole)];
      };
      const { run } = repeated ? recordSteps(tf, step) : { run: step };
      const sums = Array.from({ length: 5 }, (_, steps) => {
        const inputs = [tf.tensor1d([steps, 0.5, -1]), ...adamScalars(kernels, { rate: 0.1, steps })];
        return [...run(inputs)[0]!.dataSync()];
      });
      return [...sums, [...readVariable(kernels, parameter.value).dataSync()]];
    };
    expect(train(true)).toEqual(train(false));
  });

  test('leave no tensor behind, and what they hold outlives the one who made it', () => {
    const step: Step = ([values]) => [tf.square(tf.add(tf.mul(values!, 2), 1))];
    const recorded = recordSteps(tf, step);
    tf.dispose(recorded.run([tf.ones([4])]));
    const before = tf.memory().numTensors;
    for (let count = 0; count < 3; count += 1) {
      const values = tf.fill([4], count);
      const results = recorded.run([values]);
      expect(bitsOf(results)).toEqual([Array.from({ length: 4 }, () => (2 * count + 1) ** 2)]);
      tf.dispose([values, ...results]);
    }
    expect(tf.memory().numTensors).toBe(before);
    recorded.forget();
  });

  test('may be forgotten, and are recorded again', () => {
    const recorded = recordSteps(tf, ([values]) => [tf.neg(values!)]);
    expect(bitsOf(recorded.run([tf.ones([2])]))).toEqual([[-1, -1]]);
    recorded.forget();
    expect(bitsOf(recorded.run([tf.fill([2], 3)]))).toEqual([[-3, -3]]);
    recorded.forget();
  });

  test('refuse a step that reads what it computes', () => {
    const recorded = recordSteps(tf, ([values]) => {
      const sum = tf.sum(values!);
      return [tf.mul(values!, sum.dataSync()[0]!)];
    });
    expect(() => recorded.run([tf.ones([2])])).toThrow('a step that is recorded reads no tensor');
    // The engine is as it was.
    expect(bitsOf([tf.add(tf.ones([1]), 1)])).toEqual([[2]]);
  });

  test('tell why a kernel fails', () => {
    const recorded = recordSteps(tf, ([places]) => [gatherRows(kernels, tf.ones([3, 2]), places!)]);
    expect(bitsOf(recorded.run([tf.tensor1d([0, 2], 'int32')]))).toEqual([[1, 1, 1, 1]]);
    expect(() => recorded.run([tf.tensor1d([0, 3], 'int32')])).toThrow(
      /^in a recorded step: .*indices\[1\] = 3/,
    );
    recorded.forget();
  });

  test('refuse a kernel that would be another one', () => {
    const recorded = recordSteps(tf, ([values]) => [tf.softmax(values!)]);
    expect(() => recorded.run([tf.ones([1, 2])])).toThrow('a step that is recorded has no Softmax');
  });

  test('take one tensor in several places', () => {
    const held = tf.tensor1d([5, 7]);
    const recorded = recordSteps(tf, ([one, other]) => [tf.add(tf.mul(one!, held), other!)]);
    const values = tf.tensor1d([1, 2]);
    for (let count = 0; count < 2; count += 1)
      expect(bitsOf(recorded.run([values, tf.clone(values)]))).toEqual([[6, 16]]);
    recorded.forget();
  });

  test('pass lists of tensors beside single ones', () => {
    const recorded = recordSteps(tf, ([one, other]) => {
      const parts = tf.split(tf.concat([one!, other!, one!], 1), 3, 1);
      return [tf.stack(parts, 0), tf.addN(parts)];
    });
    const inputs = [numbersOf(tensorflow, [2, 3], 5), numbersOf(tensorflow, [2, 3], 6)];
    const first = bitsOf(recorded.run(inputs));
    expect(bitsOf(recorded.run(inputs))).toEqual(first);
    recorded.forget();
  });

  test('cannot be repeated with a tensor that is gone', () => {
    const recorded = recordSteps(tf, ([values]) => [tf.neg(values!)]);
    recorded.run([tf.ones([2])]);
    const gone = tf.tensor1d([1, 2]);
    gone.dataSync();
    gone.dispose();
    expect(() => recorded.run([gone])).toThrow();
    recorded.forget();
  });
});
