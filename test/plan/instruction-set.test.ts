import { expect, test } from 'vitest';

import {
  describeInstructionSet,
  describeOneDnn,
  kernelVariables,
  otherInstructionSets,
} from '../../src/plan/instruction-set.ts';

const isX64 = process.arch === 'x64';
// Left to itself TensorFlow takes oneDNN's kernels on some processors and Eigen's on others.
const onednn = { TF_ENABLE_ONEDNN_OPTS: '1' };

test.skipIf(!isX64)(
  'kernels are held to one instruction set, unless the key says what the processor offers',
  () => {
    expect(describeInstructionSet('pinned')).toBe('AVX2');
    expect(describeOneDnn()).toBe(true);
    expect(kernelVariables('AVX2')).toEqual({ ...onednn, ONEDNN_MAX_CPU_ISA: 'AVX2' });
    const native = describeInstructionSet('native');
    expect(native).toMatch(/^native: \S/);
    expect(describeInstructionSet('native')).toBe(native);
    expect(kernelVariables(native)).toEqual(onednn);
    // Of a job whose engine has no such part.
    expect(kernelVariables(undefined)).toEqual({ ...onednn, ONEDNN_MAX_CPU_ISA: 'AVX2' });
  },
);

test.skipIf(!isX64)('the other sets of the processor are those that a spread is measured under', () => {
  const sets = otherInstructionSets();
  expect(sets).not.toContain('AVX2');
  expect(sets.at(-1)).toBe(describeInstructionSet('native'));
  for (const name of sets.slice(0, -1)) {
    expect(kernelVariables(name)).toEqual({ ...onednn, ONEDNN_MAX_CPU_ISA: name });
  }
});

test.skipIf(isX64)('other architectures have one set', () => {
  expect([describeInstructionSet('pinned'), describeInstructionSet('native')]).toEqual([
    process.arch,
    process.arch,
  ]);
  expect(kernelVariables(process.arch)).toEqual({});
  expect(describeOneDnn()).toBeNull();
});
