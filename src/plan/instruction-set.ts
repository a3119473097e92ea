import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

import type { InstructionSet } from '../base/choices.ts';
import type { Json } from '../base/json.ts';

/** The instruction set that oneDNN is held to on x86-64, so that kernels do not differ between machines. */
const pinned = 'AVX2';

/** What stands in the key before what a processor offers, where kernels are not held to one set. */
const native = 'native: ';

/** The instruction set in a job's key: the pinned one, all that the processor offers, or the architecture, which has one. */
export function describeInstructionSet(instructionSet: InstructionSet): string {
  if (process.arch !== 'x64') return process.arch;
  return instructionSet === 'pinned' ? pinned : native + readFeatures();
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
  const all = readFeatures();
  return [...others.flatMap(([name, flag]) => (flag.test(all) ? [name] : [])), native + all];
}

/** What oneDNN is to be told by its environment, so that it runs on the set that stands in the key. */
export function instructionSetVariables(isa: Json | undefined): { ONEDNN_MAX_CPU_ISA?: string } {
  if (process.arch !== 'x64' || (typeof isa === 'string' && isa.startsWith(native))) return {};
  const other = others.find(([name]) => name === isa);
  return { ONEDNN_MAX_CPU_ISA: other?.[0] ?? pinned };
}

/** The extensions that kernels are chosen by: `avx avx2 avx512f fma`; where the system does not list them, the processor. */
function readFeatures(): string {
  const flags = /^flags\s*:(.*)$/m.exec(readText('/proc/cpuinfo'))?.[1]?.split(/\s+/) ?? [];
  const chosen = flags.filter((flag) => /^(sse4|avx|fma|f16c|amx)/.test(flag)).sort();
  return chosen.length > 0 ? chosen.join(' ') : (cpus()[0]?.model.trim() ?? 'unknown');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
