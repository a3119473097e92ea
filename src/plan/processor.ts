import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** The extensions that kernels are chosen by: `avx avx2 avx512f fma`; empty where the system does not list them. */
export function readFeatures(): readonly string[] {
  const flags = readField('flags')?.split(/\s+/) ?? [];
  return flags.filter((flag) => /^(sse4|avx|fma|f16c|amx)/.test(flag)).sort();
}

/**
 * The processor, so that two generations sold under one name are told apart: `AMD EPYC, family 25, model 1, up to avx2`;
 * its name alone where the system says no more.
 */
export function describeProcessor(): string {
  const name = cpus()[0]?.model.trim() ?? 'unknown';
  const [family, model] = [readField('cpu family'), readField('model')];
  const features = new Set(readFeatures());
  const widest = telling.find((feature) => features.has(feature));
  return [
    name,
    ...(family && model ? [`family ${family}`, `model ${model}`] : []),
    ...(widest ? [`up to ${widest}`] : []),
  ].join(', ');
}

/** What numerical libraries tell processors apart by, the newest first. */
const telling = ['amx_bf16', 'avx512_bf16', 'avx512_vnni', 'avx512bw', 'avx512f', 'avx_vnni', 'avx2', 'avx'];

/** A field of the first processor in Linux's list; undefined elsewhere. */
function readField(name: string): string | undefined {
  return new RegExp(`^${name}\\s*:(.*)$`, 'm').exec(readProcessors())?.[1]?.trim();
}

function readProcessors(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}
