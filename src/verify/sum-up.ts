import type { Diagnostic } from '../base/diagnostic.ts';
import { isRefuted } from '../base/judgement.ts';
import type { Outcome, VerifiedNumber } from '../base/verification.ts';
import { isDifference } from '../print/is-difference.ts';
import type { Verification } from './verification.ts';

/** Numbers by outcome; a figure is no number, whatever it draws, and what no run gives is not reproduced by one. */
export function countOutcomes(numbers: readonly VerifiedNumber[]): Verification['counts'] {
  const counts: Record<Outcome, number> = { exact: 0, tolerance: 0, machine: 0, unchecked: 0, different: 0 };
  for (const number of numbers) if (number.as !== 'figure' && !isGiven(number)) counts[number.outcome] += 1;
  return counts;
}

/** Whether it is a parameter or a label, behind which there is no result, as it was. */
export function isGiven({ results, outcome }: VerifiedNumber): boolean {
  return results.length === 0 && outcome !== 'different';
}

/** How many of them were computed anew and are as locked, or the machine's. */
export function countVerified({ exact, tolerance, machine }: Verification['counts']): number {
  return exact + tolerance + machine;
}

/**
 * Whether a verification passes: nothing differs in results, numbers or print, no claim is false without an excuse, nothing
 * is at fault, it was not stopped, and something was checked.
 */
export function passes(
  found: Pick<Verification, 'jobs' | 'numbers' | 'print' | 'claims' | 'interrupted' | 'faults'>,
): boolean {
  const { jobs, numbers, print, claims, interrupted, faults } = found;
  return (
    !interrupted &&
    faults.length === 0 &&
    isSomethingChecked(found) &&
    jobs.every(({ outcome }) => outcome !== 'different') &&
    numbers.every(({ outcome }) => outcome !== 'different') &&
    !claims.some(isRefuted) &&
    !print.some(isDifference)
  );
}

/** What a machine took proves nothing. */
export function isSomethingChecked({ jobs }: Pick<Verification, 'jobs'>): boolean {
  const checked: readonly Outcome[] = ['exact', 'tolerance', 'different'];
  return jobs.some(({ results }) => results.some(({ outcome }) => checked.includes(outcome)));
}

/** A fault where nothing was checked, and nothing else says why. */
export function faultOfNothing(found: Pick<Verification, 'jobs' | 'faults'>, message: string): Diagnostic[] {
  if (isSomethingChecked(found) || found.faults.length > 0) return [];
  return [{ rule: 'something-is-checked', message }];
}
