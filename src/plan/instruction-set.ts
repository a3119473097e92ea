import { cpus } from 'node:os';

import type { InstructionSet } from '../base/choices.ts';
import type { Json } from '../base/json.ts';
import { readFeatures } from './processor.ts';

/** The instruction set that oneDNN is held to on x86-64, so that kernels do not differ between machines. */
const pinned = 'AVX2';

/** What stands in the key before what a processor offers, where kernels are not held to one set. */
const native = 'native: ';

/** The instruction set in a job's key: the pinned one, all that the processor offers, or the architecture, which has one. */
export function describeInstructionSet(instructionSet: InstructionSet): string {
  if (process.arch !== 'x64') return process.arch;
  return instructionSet === 'pinned' ? pinned : describeNative();
}

/** Other sets that oneDNN can be held to, by the flag of a processor that offers them. */
const others: readonly (readonly [string, RegExp])[] = [
  ['SSE41', /\bsse4_1\b/],
  ['AVX', /\bavx\b/],
  ['AVX512_CORE', /\bavx512bw\b/],
];

/** What stands in a key for each instruction set but the pinned one that this processor offers; the last is all that it has. */
export function otherInstructionSets(): string[] {
  if (process.arch !== 'x64') return [];
  const all = describeNative();
  return [...others.flatMap(([name, flag]) => (flag.test(all) ? [name] : [])), all];
}

/**
 * Whether TensorFlow is told to take oneDNN's kernels; null where it decides. On x86-64 it would take them on processors
 * with AVX512-VNNI or AVX-VNNI and Eigen's on others, which add up in another order.
 */
export function describeOneDnn(): boolean | null {
  return process.arch === 'x64' ? true : null;
}

/** What TensorFlow's kernels are to be told by the environment, so that they are those of the instruction set in the key. */
export function kernelVariables(isa: Json | undefined): NodeJS.ProcessEnv {
  if (process.arch !== 'x64') return {};
  const onednn = { TF_ENABLE_ONEDNN_OPTS: '1' };
  if (typeof isa === 'string' && isa.startsWith(native)) return onednn;
  const other = others.find(([name]) => name === isa);
  return { ...onednn, ONEDNN_MAX_CPU_ISA: other?.[0] ?? pinned };
}

/** All that the processor offers; where the system does not list it, the processor. */
function describeNative(): string {
  const features = readFeatures();
  return native + (features.length > 0 ? features.join(' ') : (cpus()[0]?.model.trim() ?? 'unknown'));
}
