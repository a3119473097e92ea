/** Sentences about the spread of results between instruction sets and engines, and the tolerances that follow from it. */

import { roughly } from './tolerance.ts';

/** Two digits, rounded down: what is said to be allowed is allowed. */
export function roundDown(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / unit + 1e-9) * unit).toPrecision(2));
}

/** As a user types it. */
function measure(job: string, named: string | null): string {
  const folder = named === null ? '' : ` ${named}`;
  return `"npm run verify --${folder} --spread --write --only ${job}"`;
}

export const spreadIsBroken = (): string => 'its content is not what was written';

export function spreadIsDamaged(reason: string, named: string | null): string {
  return `The measured spread cannot be used: ${reason}. Take the file from git again, or remove it and measure with ${measure('…', named)}.`;
}

export function toleranceUnmeasured(path: string, job: string, named: string | null): string {
  return `The tolerance of "${path}" rests on nothing measured. Measure its spread with ${measure(job, named)}, or remove the tolerance.`;
}

export function toleranceTooWide(
  path: string,
  within: number,
  { widest, most }: { widest: number; most: number },
): string {
  if (widest === 0)
    return `The tolerance of "${path}", ±${within}, is too wide: "${path}" came out the same in every run that was measured. Remove it.`;
  return `The tolerance of "${path}", ±${within}, is too wide: the measured spread is ${roughly(widest)}, and a tolerance may be ${most} times that. Write ${roundDown(most * widest)} or less.`;
}
