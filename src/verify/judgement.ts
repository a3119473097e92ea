import type { Outcome } from '../base/verification.ts';

/** How a value stands to the locked one. */
export interface Judgement {
  outcome: Exclude<Outcome, 'unchecked'>;
  /** How it differs and the tolerance that applied; null where bits are equal, or it is the machine's. */
  words: string | null;
  /** Whether a declared tolerance is what it lies within. */
  declared: boolean;
  /** How far numbers are apart, to find the worst of many; Infinity for what is no number, 0 where nothing differs. */
  gap: number;
}

export const exact: Judgement = { outcome: 'exact', words: null, declared: false, gap: 0 };

export const ofMachine: Judgement = { outcome: 'machine', words: null, declared: false, gap: 0 };

/** A difference that no tolerance covers. */
export function different(words: string, gap = Infinity): Judgement {
  return { outcome: 'different', words, declared: false, gap };
}

/** A difference that a tolerance covers. */
export function tolerable(words: string, gap: number, declared = false): Judgement {
  return { outcome: 'tolerance', words, declared, gap };
}
