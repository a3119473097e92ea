import { expect, test } from 'vitest';

import {
  describeInstructionSet,
  instructionSetVariables,
  otherInstructionSets,
} from '../../src/plan/instruction-set.ts';

const isX64 = process.arch === 'x64';

test.skipIf(!isX64)(
  'kernels are held to one instruction set, unless the key says what the processor offers',
  () => {
    expect(describeInstructionSet('pinned')).toBe('AVX2');
    expect(instructionSetVariables('AVX2')).toEqual({ ONEDNN_MAX_CPU_ISA: 'AVX2' });
    const native = describeInstructionSet('native');
    expect(native).toMatch(/^native: \S/);
    expect(describeInstructionSet('native')).toBe(native);
    expect(instructionSetVariables(native)).toEqual({});
    // Of a job whose engine has no such part.
    expect(instructionSetVariables(undefined)).toEqual({ ONEDNN_MAX_CPU_ISA: 'AVX2' });
  },
);

test.skipIf(!isX64)('the other sets of the processor are those that a spread is measured under', () => {
  const sets = otherInstructionSets();
  expect(sets).not.toContain('AVX2');
  expect(sets.at(-1)).toBe(describeInstructionSet('native'));
  for (const name of sets.slice(0, -1)) {
    expect(instructionSetVariables(name)).toEqual({ ONEDNN_MAX_CPU_ISA: name });
  }
});

test.skipIf(isX64)('other architectures have one set', () => {
  expect([describeInstructionSet('pinned'), describeInstructionSet('native')]).toEqual([
    process.arch,
    process.arch,
  ]);
  expect(instructionSetVariables(process.arch)).toEqual({});
});
