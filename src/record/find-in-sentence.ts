import type { VerifiedNumber } from '../base/verification.ts';

/** Where a number stands in its sentence, and what is printed there. */
export interface Standing {
  at: number;
  text: string;
}

/**
 * Finds numbers in their sentences: of several that print the same, the first in the document is the first in the
 * sentence. Those that are no text, or that the sentence does not hold (durations), are missing.
 */
export function findInSentences(numbers: readonly VerifiedNumber[]): ReadonlyMap<VerifiedNumber, Standing> {
  const found = new Map<VerifiedNumber, Standing>();
  const searched = new Map<string, number>();
  for (const number of numbers) {
    const { sentence, as, now, locked, place, section } = number;
    const text = now ?? locked;
    if (as !== 'text' || text === null || text === '') continue;
    const key = JSON.stringify([place.file, section, sentence, text]);
    const at = nextOrFirst(sentence, text, searched.get(key) ?? 0);
    if (at < 0) continue;
    searched.set(key, at + text.length);
    found.set(number, { at, text });
  }
  return found;
}

/** Behind the last of its numbers a sentence begins anew: the same words stand there again, as in the items of a list. */
function nextOrFirst(sentence: string, text: string, from: number): number {
  const next = nextAt(sentence, text, from);
  return next < 0 && from > 0 ? nextAt(sentence, text, 0) : next;
}

/** Not within a longer number or word. */
function nextAt(sentence: string, text: string, from: number): number {
  for (let at = sentence.indexOf(text, from); at >= 0; at = sentence.indexOf(text, at + 1)) {
    const before = sentence.slice(Math.max(0, at - 2), at);
    const after = sentence.slice(at + text.length, at + text.length + 2);
    if (!/(?:[\p{L}\d]|\d[.,])$/u.test(before) && !/^(?:[\p{L}\d]|[.,]\d)/u.test(after)) return at;
  }
  return -1;
}

/** A sentence as three parts, the middle one the number; long ones are cut to about `most` characters around it. */
export function splitSentence(
  sentence: string,
  standing: Standing | undefined,
  most: number,
): [before: string, number: string, after: string] {
  if (!standing) return [cutEnd(sentence, most), '', ''];
  const { at, text } = standing;
  const [before, after] = [sentence.slice(0, at), sentence.slice(at + text.length)];
  const room = Math.max(0, most - text.length);
  const first = cutStart(before, Math.max(room / 2, room - after.length));
  return [first, text, cutEnd(after, Math.max(room / 2, room - first.length))];
}

function cutEnd(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, '')} …`;
}

function cutStart(text: string, most: number): string {
  return text.length <= most ? text : `… ${text.slice(-most).replace(/^\S*\s+/, '')}`;
}
