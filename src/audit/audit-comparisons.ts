import * as say from '../base/messages/audit.ts';
import type { Place } from '../base/place.ts';
import {
  findComparisons,
  findComparisonWords,
  isWithin,
  sentencesOf,
  type Stretch,
  type WrittenComparison,
} from './find-comparisons.ts';
import { OPAQUE, type Mark, type Passage, type Standing } from './passage.ts';

/** Something in a passage that deserves a look, and the offset or the place where it stands. */
export interface Remarkable {
  rule: string;
  message: string;
  at: number | Place;
}

/** What is quoted is another's; a `when` stands only where results say so; in formulas and output nobody speaks. */
const READ: ReadonlySet<Standing> = new Set(['prose', 'title', 'header', 'alternative']);

/**
 * Sentences of a passage in English that compare and that nothing could refute: neither claims, nor another's words, nor
 * declared to be remarks. One each, with the words that compare; and one for every remark that compares nothing.
 */
export function findUnclaimed(passage: Passage): Remarkable[] {
  return READ.has(passage.stands) ? [...unclaimedIn(passage), ...idleRemarksIn(passage)] : [];
}

function unclaimedIn(passage: Passage): Remarkable[] {
  const { text, marks } = passage;
  const found = findComparisons(text);
  if (found.length === 0) return [];
  const settled = [...marks.filter(isSettled), ...quotations(text)];
  const open = found.filter((words) => !isWithin(words, settled));
  if (open.length === 0) return [];
  return sentencesOf(text).flatMap((sentence) => {
    const within = marks.filter(({ from, to }) => from < sentence.to && to > sentence.from);
    const own = open.filter((words) => isWithin(words, [sentence]) && !followsResults(words, within));
    const [first] = own;
    if (!first || within.some(({ kind }) => kind === 'citation')) return [];
    const words = own.map(({ from, to }) => plain(text.slice(from, to)));
    const message = sayOf(passage)([...new Set(words)], plain(text.slice(sentence.from, sentence.to)));
    return [{ rule: 'comparison-is-claimed', message, at: first.from }];
  });
}

function sayOf({ takes, stands }: Passage): typeof say.comparisonIsUnclaimed {
  if (stands === 'alternative') return say.comparisonInAlternative;
  return takes === 'nothing' ? say.comparisonInTitle : say.comparisonIsUnclaimed;
}

/** What answers for the words within it, or is no sentence of the author's. */
function isSettled({ kind }: Mark): boolean {
  return kind === 'settled' || kind === 'remark';
}

const QUOTATION = /“[^”]{1,300}”|"[^"]{1,300}"/g;

function quotations(text: string): Stretch[] {
  return Array.from(text.matchAll(QUOTATION), ({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** Whether a value beside the words chooses them, or chooses what they are said of. */
function followsResults({ kind }: WrittenComparison, within: readonly Mark[]): boolean {
  return within.some((mark) => mark.kind === 'verdict' || (kind === 'rank' && mark.kind === 'choice'));
}

/** A remark excuses a comparison, and so has one. */
function idleRemarksIn({ marks, text }: Passage): Remarkable[] {
  return marks.flatMap((mark) => {
    const words = text.slice(mark.from, mark.to);
    if (mark.kind !== 'remark' || findComparisonWords(words).length > 0) return [];
    return [{ rule: 'remark-has-comparison', message: say.remarkIsIdle(plain(words)), at: mark.place }];
  });
}

function plain(text: string): string {
  return text.replaceAll(OPAQUE, '…').replace(/\s+/g, ' ').trim();
}
