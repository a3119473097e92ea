import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  planRecording,
  type Executed,
  type RecordingPlan,
} from '../../../src/experiments/kernels/plan-recording.ts';

/** What a kernel of these tests computes: something that tells every input, every order and every attribute. */
function compute(
  { name, attributes }: Pick<Executed, 'name' | 'attributes'>,
  inputs: readonly string[],
): string {
  return `${name}${JSON.stringify(attributes)}(${inputs.join()})`;
}

/** Tensors by number, as an engine computes them one kernel after another. */
function execute(executed: readonly Executed[], before: ReadonlyMap<number, string>): Map<number, string> {
  const tensors = new Map(before);
  for (const kernel of executed) {
    const value = compute(
      kernel,
      kernel.inputs.map((tensor) => tensors.get(tensor)!),
    );
    kernel.outputs.forEach((tensor, place) => tensors.set(tensor, `${value}.${place}`));
  }
  return tensors;
}

/** The results of a plan; reading a slot that nothing was put into is a fault. */
function repeat(plan: RecordingPlan, inputs: readonly string[], held: ReadonlyMap<number, string>): string[] {
  const slots = [...inputs, ...plan.held.map((tensor) => held.get(tensor))];
  const read = (slot: number): string => {
    const value = slots[slot];
    if (value === undefined) throw new Error(`slot ${slot} is empty`);
    return value;
  };
  for (const kernel of plan.kernels) {
    const value = compute(kernel, kernel.inputs.map(read));
    kernel.outputs.forEach((slot, place) => {
      slots[slot] = `${value}.${place}`;
    });
  }
  expect(slots).toHaveLength(plan.slots);
  return plan.results.map(read);
}

/** Inputs 0 to 2, tensors that were there before 3 to 5; kernels that read any of those or of what was computed. */
const steps = fc
  .array(
    fc.record({
      name: fc.constantFrom('Mul', 'Add', 'Split'),
      reads: fc.array(fc.nat(), { maxLength: 3 }),
      outputs: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) => {
    let next = 6;
    return drawn.map(({ name, reads, outputs }, index): Executed => {
      const known = next;
      next += outputs;
      return {
        name,
        attributes: [{ name: 'place', value: index }],
        inputs: reads.map((number) => number % known),
        outputs: Array.from({ length: outputs }, (_, place) => known + place),
      };
    });
  });

describe('what is repeated', () => {
  test('is what was executed', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat(), { maxLength: 3 }), (executed, chosen) => {
        const computed = executed.flatMap(({ outputs }) => outputs);
        fc.pre(computed.length > 0);
        const results = [...new Set(chosen.map((number) => computed[number % computed.length]!))];
        const plan = planRecording([0, 1, 2], executed, results);
        const held = new Map([3, 4, 5].map((tensor) => [tensor, `held ${tensor}`]));
        for (const inputs of [
          ['a', 'b', 'c'],
          ['x', 'y', 'z'],
        ]) {
          const before = new Map([...held, ...inputs.map((value, tensor) => [tensor, value] as const)]);
          const expected = execute(executed, before);
          expect(repeat(plan, inputs, held)).toEqual(results.map((tensor) => expected.get(tensor)));
        }
      }),
    );
  });

  test('holds nothing that the step computes or is given', () => {
    const executed = [{ name: 'Add', attributes: [], inputs: [0, 7], outputs: [8] }];
    expect(planRecording([0], executed, [8])).toEqual({
      kernels: [{ name: 'Add', attributes: [], inputs: [0, 1], outputs: [2] }],
      held: [7],
      slots: 3,
      results: [2],
    });
  });

  test.each([
    ['an input', [0]],
    ['a tensor that was there before', [7]],
    ['one tensor twice', [8, 8]],
  ])('has not %s among its results', (_, results) => {
    const executed = [{ name: 'Add', attributes: [], inputs: [0, 7], outputs: [8] }];
    expect(() => planRecording([0], executed, results)).toThrow(
      'the results of a recorded step are tensors that it computes, each named once',
    );
  });
});
