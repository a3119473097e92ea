import type { PrintChange, PrintedNumber } from '../base/document-print.ts';
import { slot } from '../base/frame.ts';
import { groupPassages, isWords, type Passage } from './passages.ts';
import { pairAlike, pairBy } from './pair.ts';

type Pair = readonly [PrintedNumber, PrintedNumber];

/**
 * Differences of what stands in sentences and formulas. Where the words are the same, the first number is held against
 * the first; where they were reworded or moved, a number is known by its expression, wherever it stands.
 */
export function compareWords(locked: readonly PrintedNumber[], now: readonly PrintedNumber[]): PrintChange[] {
  const [before, after] = [locked, now].map((numbers) => groupPassages(numbers.filter(isWords)));
  const sentences = pairBy<Passage>(before ?? [], after ?? [], [
    (passage) => JSON.stringify([wordsOf(passage), signatureOf(passage)]),
    (passage) => wholeWords(passage) && JSON.stringify([wordsOf(passage), passage[0]?.heading]),
    (passage) => wholeWords(passage) && JSON.stringify(wordsOf(passage)),
  ]);
  const same = sentences.pairs.flatMap(([was, is]) => zip(was, is));
  const moved = pairBy<PrintedNumber>(sentences.gone.flat(), sentences.added.flat(), [
    (number) => JSON.stringify([number.expression, number.format, number.text, number.heading]),
    (number) => JSON.stringify([number.expression, number.format, number.text]),
    (number) => JSON.stringify([number.expression, number.format]),
    (number) => number.expression,
  ]);
  const reworded = pairReworded(moved.gone, moved.added);
  return [
    ...[...same, ...moved.pairs, ...reworded.pairs].flatMap(compareNumber),
    ...reworded.gone.map((number) => tellOne('gone', number)),
    ...reworded.added.map((number) => tellOne('new', number)),
  ];
}

function zip(was: Passage, is: Passage): Pair[] {
  return is.flatMap((number, index) => {
    const before = was[index];
    return before ? [[before, number] as const] : [];
  });
}

function wordsOf(passage: Passage): readonly (string | number | undefined)[] {
  const [first] = passage;
  return [first?.where, first?.frame, first?.position, passage.length];
}

function signatureOf(passage: Passage): readonly (string | null)[] {
  return passage.flatMap(({ expression, format }) => [expression, format]);
}

/** Null where there are hardly words to know a sentence by: a formula of its own, a heading of one number. */
function wholeWords(passage: Passage): string | null {
  const words = (passage[0]?.frame ?? '').replaceAll(slot, ' ');
  return /\p{L}{2}/u.test(words) ? words : null;
}

/** Sentences that say nearly the same: their numbers, in order, are one another's. */
function pairReworded(gone: readonly PrintedNumber[], added: readonly PrintedNumber[]) {
  const sentences = pairAlike<Passage>(
    { pairs: [], gone: bySentence(gone), added: bySentence(added) },
    { wordsOf: ([first]) => first?.frame ?? '', groupOf: ([first]) => first?.where ?? null },
  );
  const pairs = sentences.pairs.flatMap(([was, is]) => zip(was, is));
  const paired = new Set(pairs.flat());
  return {
    pairs,
    gone: gone.filter((number) => !paired.has(number)),
    added: added.filter((number) => !paired.has(number)),
  };
}

function bySentence(numbers: readonly PrintedNumber[]): Passage[] {
  const sentences = new Map<string, PrintedNumber[]>();
  for (const number of numbers) {
    const name = JSON.stringify([number.where, number.frame, number.heading]);
    sentences.set(name, [...(sentences.get(name) ?? []), number]);
  }
  return [...sentences.values()];
}

/** How a number is another than the one that it was; nothing where only its place or its sentence is. */
export function compareNumber([was, is]: Pair): PrintChange[] {
  const aspects: PrintChange['aspects'][number][] = [];
  if (was.text !== is.text) aspects.push({ aspect: 'text', locked: was.text, now: is.text });
  if (was.expression !== is.expression)
    aspects.push({ aspect: 'expression', locked: was.expression, now: is.expression });
  if (was.format !== is.format) aspects.push({ aspect: 'format', locked: was.format, now: is.format });
  const [before, after] = [was.results.join(', '), is.results.join(', ')];
  // What another expression takes is told by the expression; what another text comes from shows in the text.
  if (aspects.length === 0 && before !== after)
    aspects.push({ aspect: 'results', locked: before, now: after });
  return aspects.length === 0 ? [] : [{ ...describeNumber(is), type: 'changed', aspects }];
}

/** That a number is new or gone. */
export function tellOne(type: 'new' | 'gone', number: PrintedNumber): PrintChange {
  const { text } = number;
  const shown =
    text === null ? [] : [{ aspect: 'text', locked: null, now: null, [sideOf(type)]: text } as const];
  return { ...describeNumber(number), type, aspects: shown };
}

function sideOf(type: 'new' | 'gone'): 'now' | 'locked' {
  return type === 'new' ? 'now' : 'locked';
}

function describeNumber({
  place,
  sentence,
  cell,
  expression,
  results,
}: PrintedNumber): Omit<PrintChange, 'type' | 'aspects'> {
  return { of: 'number', place, sentence, cell, id: null, expression, results };
}
