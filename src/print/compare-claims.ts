import type { PrintChange, PrintedClaim } from '../base/document-print.ts';
import { fillFrame } from '../base/frame.ts';
import * as messages from '../base/messages/print.ts';
import { pairAlike, pairBy } from './pair.ts';

/** Differences of claims: another condition, another outcome, other words; and those that are new or gone. */
export function compareClaims(locked: readonly PrintedClaim[], now: readonly PrintedClaim[]): PrintChange[] {
  const known = pairBy(locked, now, [
    ({ frame, condition }) => JSON.stringify([frame, condition]),
    ({ condition }) => condition,
    ({ frame }) => frame,
  ]);
  const { pairs, gone, added } = pairAlike(known, {
    wordsOf: ({ frame }) => frame,
    groupOf: ({ place }) => place.file,
  });
  return [
    ...pairs.flatMap(([was, is]) => compareClaim(was, is)),
    ...gone.map((claim) => tell('gone', claim)),
    ...added.map((claim) => tell('new', claim)),
  ];
}

function compareClaim(was: PrintedClaim, is: PrintedClaim): PrintChange[] {
  const aspects: PrintChange['aspects'][number][] = [];
  if (was.held !== is.held)
    aspects.push({ aspect: 'held', locked: messages.heldOf(was.held), now: messages.heldOf(is.held) });
  if (was.condition !== is.condition)
    aspects.push({ aspect: 'condition', locked: was.condition, now: is.condition });
  if (was.frame !== is.frame)
    aspects.push({ aspect: 'words', locked: fillFrame(was.frame, []), now: fillFrame(is.frame, []) });
  return aspects.length === 0 ? [] : [{ ...describe(is), type: 'changed', aspects }];
}

function tell(type: 'new' | 'gone', claim: PrintedClaim): PrintChange {
  return { ...describe(claim), type, aspects: [] };
}

function describe({ place, frame, condition }: PrintedClaim): Omit<PrintChange, 'type' | 'aspects'> {
  const sentence = fillFrame(frame, []);
  return { of: 'claim', place, sentence, cell: null, id: null, expression: condition, results: [] };
}
