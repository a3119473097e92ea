import type { Diagnostic } from '../base/diagnostic.ts';
import type { CaseFields } from '../base/experiment.ts';
import type { Json } from '../base/json.ts';
import * as say from '../base/messages/audit.ts';
import type { ParsedReport } from '../base/report.ts';
import type { CleanPassages } from './clean-passages.ts';
import { findNumbers } from './find-numbers.ts';
import { readNumber } from './read-number.ts';

const WORDS = ['label', 'note'] as const;

/**
 * Numbers in the labels and notes of cases, which tables and figures show as if a run had said them. What the case was
 * given may be named there: `note: width 512` beside `units: [512, 512]`.
 */
export function findInWords({ experiments }: ParsedReport, clean: CleanPassages): Diagnostic[] {
  return experiments.flatMap(({ shared, cases }) => {
    const all = numbersIn(shared.parameters);
    const own = (cases ?? []).flatMap((one) =>
      checkWords(one, new Set([...all, ...numbersIn(one.parameters)]), clean),
    );
    return [...checkWords(shared, all, clean), ...own];
  });
}

function checkWords(
  fields: CaseFields,
  given: ReadonlySet<number>,
  clean: CleanPassages,
): readonly Diagnostic[] {
  return WORDS.flatMap((word) => {
    const text = fields[word];
    if (text === null || !/\p{N}/u.test(text)) return [];
    const signature = JSON.stringify(['words', text, ...given]);
    return clean.unlessClean(signature, () => findIn(text, word, { fields, given }));
  });
}

function findIn(
  text: string,
  word: (typeof WORDS)[number],
  { fields, given }: { fields: CaseFields; given: ReadonlySet<number> },
): Diagnostic[] {
  return findNumbers(text)
    .filter((one) => !isGiven(readNumber(one.text)?.value ?? Number.NaN, one.percent, given))
    .map(({ text: written, at }) => ({
      rule: 'number-is-bound',
      message: say.numberInWords(written, word),
      place: fields.placeOf([word], at),
    }));
}

/** `50 %` names a share of 0.5 as well. */
function isGiven(value: number, percent: boolean, given: ReadonlySet<number>): boolean {
  return given.has(value) || (percent && given.has(value / 100));
}

function numbersIn(value: Json): ReadonlySet<number> {
  if (typeof value === 'number') return new Set([value]);
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap((member: Json) => [...numbersIn(member)]));
}
