import type { ClaimOutcome } from './report.ts';

/** What decides whether a claim is at fault. */
export type Judgement = Pick<ClaimOutcome, 'held' | 'excuse'>;

/** Whether a claim is false without an excuse: the results refute it. */
export function isRefuted({ held, excuse }: Judgement): boolean {
  return !held && excuse === null;
}
