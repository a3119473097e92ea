import { comparisonWords } from './comparison-words.ts';
import { freeClauses, noComparisons } from './not-comparisons.ts';

/** A stretch of a text: from the first offset up to the second. */
export interface Stretch {
  from: number;
  to: number;
}

/** Words that compare, as they stand in a text. */
export interface WrittenComparison extends Stretch {
  /** The kind of comparison, by its name in `comparison-words.ts`. */
  kind: string;
}

/** Every word of comparison, whatever it stands in. */
export function findComparisonWords(text: string): WrittenComparison[] {
  return comparisonWords
    .flatMap(({ name, pattern }) => stretchesOf(pattern, text).map((found) => ({ ...found, kind: name })))
    .sort((a, b) => a.from - b.from);
}

/** The comparisons of a text that its words alone do not excuse, in order. */
export function findComparisons(text: string): WrittenComparison[] {
  const found = findComparisonWords(text);
  if (found.length === 0) return [];
  const idle = noComparisons.flatMap(({ pattern }) => stretchesOf(pattern, text));
  const clauses = clausesOf(text).filter(({ from, to }) => isFree(text.slice(from, to)));
  const asked = sentencesOf(text).filter(({ from, to }) => /\?["”’)]*\s*$/.test(text.slice(from, to)));
  return found.filter(
    (words) =>
      !isWithin(words, asked) && !isWithin(words, clauses) && !idle.some((phrase) => overlap(phrase, words)),
  );
}

/** Whether a stretch lies in one of several. */
export function isWithin(inner: Stretch, outer: readonly Stretch[]): boolean {
  return outer.some(({ from, to }) => from <= inner.from && inner.to <= to);
}

function overlap(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to;
}

function isFree(clause: string): boolean {
  return freeClauses.some(({ pattern }) => clause.search(pattern) >= 0);
}

/** Behind a full stop that ends no abbreviation, a question or exclamation mark, with what closes there. */
const SENTENCE_END =
  /(?<!\b(?:e\.g|i\.e|cf|vs|etc|approx|resp|Fig|Eq|Sec|No|p|pp|al))[.!?…]["”’)\]]*(?=\s+["“‘([]?[\p{Lu}\p{N}\ufffc]|\s*$)/gu;
const CLAUSE_END = /[,;:()–—]|\.(?=\s)|[!?]/g;

/** The sentences of a text, one after the other. */
export function sentencesOf(text: string): Stretch[] {
  return partsOf(text, SENTENCE_END);
}

/** What stands between two marks of punctuation. */
function clausesOf(text: string): Stretch[] {
  return partsOf(text, CLAUSE_END);
}

function partsOf(text: string, end: RegExp): Stretch[] {
  const ends = stretchesOf(end, text).map(({ to }) => to);
  const starts = [0, ...ends];
  return starts
    .map((from, index) => ({ from, to: ends[index] ?? text.length }))
    .filter(({ from, to }) => to > from);
}

function stretchesOf(pattern: RegExp, text: string): Stretch[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}
