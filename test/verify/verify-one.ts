import type { ResultSpecs, Tolerance } from '../../src/base/kinds.ts';
import type { ResultTree } from '../../src/base/results.ts';
import type { Outcome } from '../../src/base/verification.ts';
import type { ShownDigits } from '../../src/verify/find-shown-digits.ts';
import { verifyResults, type VerifyRules } from '../../src/verify/verify-results.ts';
import { createViewFinder } from '../../src/verify/views.ts';

/** The document prints `f1` by a format, and nothing else. */
export const showing = (format: string, id = 'mlp:f1', column = ''): ShownDigits =>
  new Map([[id, { views: new Map([[column, [createViewFinder().plain(format)]]]), behind: [] }]]);

export function rules(given: Partial<VerifyRules> = {}): VerifyRules {
  return {
    job: 'mlp',
    digits: new Map(),
    tolerance: {},
    readLocked: () => null,
    readNow: () => null,
    ...given,
  };
}

export const within = (value: number): Tolerance => ({ within: value, reason: 'order of summation' });

/** Outcome and words of the one result. */
export function verify(
  specs: ResultSpecs,
  [locked, now]: readonly [ResultTree, ResultTree],
  given: Partial<VerifyRules> = {},
): readonly [Outcome | undefined, string | null | undefined] {
  const [found] = verifyResults(locked, now, specs, rules(given));
  return [found?.outcome, found?.difference];
}

/** The next larger double. */
export function nextUp(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0);
}
