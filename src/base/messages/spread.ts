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

export function toleranceOutdated(path: string, job: string, named: string | null): string {
  return `The tolerance of "${path}" rests on a spread that was measured when code, parameters, seed or data of "${job}" were others. Measure it anew with ${measure(job, named)}, or remove the tolerance.`;
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

// ---- what was measured -------------------------------------------------------------------------------------------

export const spreadBegins = (jobs: number, variants: readonly string[]): string =>
  `${jobs} ${jobs === 1 ? 'job' : 'jobs'}, each also under ${variants.join(', ')}.`;

export const nothingVaries = (): string =>
  'Nothing to measure: none of these jobs runs on an engine whose results another instruction set or fallback could change.';

export const measuredUnder = (job: string, runs: readonly string[], isSame: boolean): string =>
  `${job}  ${isSame ? 'the same bits' : 'measured'} under ${runs.join(', ')}`;

export const spreadOf = (path: string, gap: number): string => `  ${path}  spread ${roughly(gap)}`;

export const isUnlike = (path: string): string =>
  `  ${path}  differs, and is nothing that a tolerance can cover`;

/** As it is written in the experiment. */
export function proposal(proposed: readonly { path: string; within: number }[]): string {
  const fields = proposed.map(({ path, within }) => `${path}: {within: ${within}, reason: "…"}`);
  return `  tolerance: {${fields.join(', ')}}`;
}

/** As it is written under `made:` in a manifest of weights. */
export const proposalOfWeights = ({ within }: { within: number }): string =>
  `  tolerance: {within: ${within}, reason: "…"}`;

export const spreadWritten = (path: string): string => `Written to ${path}.`;

export const spreadNotWritten = (): string =>
  'Nothing was written: --write keeps it beside the locked results.';

export const writeNeedsSpread = (): string =>
  '--write keeps what --spread measures; give both, or accept results with "npm run lock".';
