import type { DocumentPrint } from '../base/document-print.ts';
import * as messages from '../base/messages/tolerance.ts';
import { isQuoted, listShown, type Shown } from '../base/origins.ts';
import type { FilledDocument } from '../base/report.ts';
import { isOfRun, splitResultId } from '../base/result-id.ts';
import type { Outcome, VerifiedNumber, VerifiedResult } from '../base/verification.ts';
import { isLikeDuration } from './judge-scalar.ts';
import { pairShown, type ShownPair } from './pair-shown.ts';

/** What the numbers of a document are verified by. */
export interface NumbersToVerify {
  /** The document filled from the locked results, and from those of this run (locked ones where a job did not run). */
  locked: FilledDocument;
  now: FilledDocument;
  /** Of every job that was computed anew. */
  results: readonly VerifiedResult[];
  /** The print of `now`, for sentences and sections. */
  print: Pick<DocumentPrint, 'numbers'> | null;
}

/**
 * What became of everything that the document shows of results, in reading order; published figures are no results.
 * `exact` where every result behind it has the same bits; `machine` where a duration went in; `unchecked` where a result
 * behind it was not computed; `tolerance` where it is printed as it was, or all behind it lies within declared tolerances
 * and it is a number; else `different`. Another result in its place (another winner, another order) is a difference.
 */
export function verifyNumbers({ locked, now, results, print }: NumbersToVerify): VerifiedNumber[] {
  const shownNow = listShown(now);
  const indices = new Map(shownNow.map((shown, index) => [shown, index]));
  const byId = new Map(results.map((result) => [result.id, result]));
  const jobs = new Set(results.map(({ id }) => splitResultId(id).job));
  return pairShown(listShown(locked), shownNow).map(({ locked: before, now: after }) => {
    const index = after ? indices.get(after) : undefined;
    return {
      ...describe(before, after),
      ...placeIn(index === undefined ? undefined : print?.numbers[index]),
      ...judgePair({ locked: before, now: after }, { byId, jobs }),
    };
  });
}

/** The same where what is locked fills no document: nothing of it could be checked. */
export function listUnheld({ now, print }: Pick<NumbersToVerify, 'now' | 'print'>): VerifiedNumber[] {
  return listShown(now).flatMap((shown, index) =>
    isQuoted(shown.origin)
      ? []
      : { ...describe(null, shown), ...placeIn(print?.numbers[index]), outcome: 'unchecked', reason: null },
  );
}

function placeIn(
  printed: DocumentPrint['numbers'][number] | undefined,
): Pick<VerifiedNumber, 'sentence' | 'section' | 'cell'> {
  return {
    sentence: printed?.sentence ?? '',
    section: printed?.heading ?? null,
    cell: printed?.cell ?? null,
  };
}

function describe(locked: Shown | null, now: Shown | null) {
  const shown = now ?? locked;
  if (!shown) throw new RangeError('a pair has one side at least');
  const { place, expression, format, results } = shown.origin;
  const texts = { locked: locked && textOf(locked), now: now && textOf(now) };
  return { place, as: shown.as, expression, format, ...texts, results };
}

type Verdict = Pick<VerifiedNumber, 'outcome' | 'reason'>;

interface Known {
  byId: ReadonlyMap<string, VerifiedResult>;
  /** Jobs that were computed anew. */
  jobs: ReadonlySet<string>;
}

function judgePair({ locked, now }: ShownPair, known: Known): Verdict {
  if (!locked || !now) return differs(messages.shownMoreOften(locked ? 1 : 0, now ? 1 : 0));
  const ids = [...new Set([...locked.origin.results, ...now.origin.results])];
  const outcomes = ids.map((id) => outcomeOf(id, known));
  if (locked.origin.timed || now.origin.timed) return judgeTimed({ locked, now }, outcomes, known);
  const other = findOther(locked, now, known);
  if (other !== null) return differs(other);
  if (outcomes.includes('unchecked')) return { outcome: 'unchecked', reason: null };
  if (outcomes.every((outcome) => outcome === 'exact')) return { outcome: 'exact', reason: null };
  return judgeUnequal(locked, now, { ids, known });
}

/** The number itself, whatever is behind it: other words, other results, another text without a tolerance. */
function findOther(locked: Shown, now: Shown, known: Known): string | null {
  const [before, after] = [locked.origin, now.origin];
  if (!isSameSet(before.results, after.results)) {
    const isOf = (ids: readonly string[]) => (id: string) => !ids.includes(id);
    return messages.otherWinner(
      before.results.filter(isOf(after.results)),
      after.results.filter(isOf(before.results)),
    );
  }
  const [text, other] = [textOf(locked), textOf(now)];
  if (text === null || other === null || text === other) return null;
  if (isWord(before.value) || isWord(after.value)) return messages.otherWords(text, other);
  const found = before.results.flatMap((id) => known.byId.get(id) ?? []);
  const isDeclared = found.some(({ declared }) => declared === true);
  const isCovered = found.every(({ outcome, declared }) => outcome === 'exact' || declared === true);
  if (isDeclared && isCovered) return null;
  return because(messages.numberPrinted(text, other), found);
}

/** Bits differ behind what is printed alike, or is no text, or lies within declared tolerances. */
function judgeUnequal(
  locked: Shown,
  now: Shown,
  { ids, known }: { ids: readonly string[]; known: Known },
): Verdict {
  const found = ids.flatMap((id) => known.byId.get(id) ?? []);
  const [text, other] = [textOf(locked), textOf(now)];
  const inexact = found.filter(({ kind, outcome }) => outcome === 'different' && exactKinds.has(kind));
  if (inexact.length > 0) return differs(reasonsOf(inexact));
  if (text !== null && text === other) {
    return { outcome: 'tolerance', reason: because(messages.sameAtDigits(), found) };
  }
  const differing = found.filter(({ outcome }) => outcome === 'different');
  if (differing.length > 0) return differs(reasonsOf(differing));
  const words = text !== null && other !== null ? [messages.numberPrinted(text, other)] : [];
  const reason = [...words, reasonsOf(found.filter(({ outcome }) => outcome !== 'exact'))].join('; ');
  return { outcome: 'tolerance', reason };
}

/** What is off by one is wrong, also where so few digits are shown that it cannot be seen. */
const exactKinds: ReadonlySet<string> = new Set(['count', 'text']);

/** What a machine took, or what durations chose. */
function judgeTimed(
  { locked, now }: { locked: Shown; now: Shown },
  outcomes: readonly Outcome[],
  { byId }: Known,
): Verdict {
  const ids = [...new Set([...locked.origin.results, ...now.origin.results])];
  const differing = ids.flatMap((id) => byId.get(id) ?? []).filter(({ outcome }) => outcome === 'different');
  if (differing.length > 0) return differs(reasonsOf(differing));
  if (outcomes.includes('unchecked')) return { outcome: 'unchecked', reason: null };
  const [before, after] = [locked.origin.value, now.origin.value];
  const isMeasure = ids.length === 1 && isOfRun(ids[0] ?? '') && !/\.beside$/.test(ids[0] ?? '');
  if (
    !isMeasure ||
    typeof before !== 'number' ||
    typeof after !== 'number' ||
    isLikeDuration(before, after)
  ) {
    return { outcome: 'machine', reason: null };
  }
  return differs(messages.measuredTooUnlike(before, after, 10));
}

/** What a run took (`run.seconds`) is no declared result; it was measured anew where its job was computed. */
function outcomeOf(id: string, { byId, jobs }: Known): Outcome {
  if (isOfRun(id)) return jobs.has(splitResultId(id).job) ? 'machine' : 'unchecked';
  return byId.get(id)?.outcome ?? 'unchecked';
}

function because(words: string, results: readonly VerifiedResult[]): string {
  const open = results.filter(({ outcome }) => outcome !== 'exact' && outcome !== 'machine');
  return open.length === 0 ? words : `${words}; ${reasonsOf(open)}`;
}

/** The first in full, since one says as much as ten. */
function reasonsOf(results: readonly VerifiedResult[]): string {
  const [first] = results;
  if (!first) return '';
  return messages.resultDiffers(first.id, first.difference ?? '') + messages.andMore(results.length - 1);
}

/** As printed, in mathematics as TeX; null for figures. */
function textOf({ text, origin }: Shown): string | null {
  return text ?? origin.printed ?? null;
}

function isWord(value: Shown['origin']['value']): boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}

function differs(reason: string): Verdict {
  return { outcome: 'different', reason };
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
