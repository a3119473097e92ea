import { splitResultId } from '../../base/result-id.ts';
import type { VerifiedNumber } from '../../base/verification.ts';
import type { ReplayAccount } from '../verification.ts';

/** Tells numbers apart by what was done about them: a figure is none. */
export function countReplayed(
  numbers: readonly VerifiedNumber[],
  { ran, replayed }: Pick<ReplayAccount, 'ran' | 'replayed'>,
): ReplayAccount {
  const isRun = new Set(ran);
  const counts = { ran: 0, replayed: 0, printed: 0, given: 0 };
  for (const { as, outcome, results } of numbers) {
    if (as === 'figure') continue;
    if (results.length === 0) {
      counts.given += 1;
      continue;
    }
    const anew = results.every((id) => isRun.has(splitResultId(id).job));
    counts[outcome === 'unchecked' ? 'printed' : anew ? 'ran' : 'replayed'] += 1;
  }
  return { ran, replayed, numbers: counts };
}
