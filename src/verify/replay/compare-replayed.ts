import type { Json } from '../../base/json.ts';
import * as messages from '../../base/messages/replay.ts';
import type { Replay } from '../../base/replay.ts';
import { resultId } from '../../base/result-id.ts';
import type { JobResults, ResultTree, ResultValue } from '../../base/results.ts';
import type { Outcome, VerifiedResult } from '../../base/verification.ts';
import { compareResults, type Difference } from '../../lock/compare-results.ts';
import { splitDurations } from '../../lock/durations.ts';
import { resultAt } from '../../run/input-value.ts';
import { listLeaves } from '../leaves.ts';
import { coveredBy, listResultPaths } from './list-results.ts';

/** What a replay found of a job: all its results, and in words what it should have given and did not. */
export interface ComparedReplay {
  results: VerifiedResult[];
  lacking: string[];
}

/**
 * Compares what a replay computed with what is locked, bit for bit: it is plain arithmetic, the same everywhere. What it
 * does not compute is `unchecked`, and so is what it could only have refuted.
 */
export function compareReplayed(job: JobResults, replay: Replay, now: ResultTree): ComparedReplay {
  const { results: locked } = splitDurations(job.results, job.specs);
  const paths = listResultPaths(job.specs);
  const named = (names: readonly string[]): Set<string> =>
    new Set(names.flatMap((name) => coveredBy(paths, name)));
  const [sure, consistent] = [named(replay.results), named(replay.consistent ?? [])];
  const names = [...replay.results, ...(replay.consistent ?? [])];
  const lacking = names
    .filter((name) => coveredBy(paths, name).length === 0)
    .map((name) => messages.resultUnknown(name));
  const kinds = new Map(listLeaves(job.specs).map(([path, { kind }]) => [path, kind]));
  const results = paths.map((path): VerifiedResult => {
    const [id, kind] = [resultId(job.job, path), kinds.get(path) ?? 'table'];
    if (!sure.has(path) && !consistent.has(path)) return { id, kind, outcome: 'unchecked', difference: null };
    const [before, after] = [locked, now].map((tree) => resultAt(tree, path.split('.')));
    if (after === null || after === undefined) lacking.push(messages.resultNotGiven(path));
    const difference = describeDifference(before ?? null, after ?? null);
    const outcome: Outcome = difference !== null ? 'different' : sure.has(path) ? 'exact' : 'unchecked';
    return { id, kind, outcome, difference };
  });
  return { results, lacking };
}

function describeDifference(locked: ResultValue | null, now: ResultValue | null): string | null {
  if (locked === null || now === null) return messages.kindDiffers();
  const [difference] = compareResults({ value: locked }, { value: now });
  return difference ? describe(difference) : null;
}

function describe(difference: Difference): string {
  switch (difference.type) {
    case 'number':
    case 'text':
      return messages.valueDiffers(show(difference.from), show(difference.to));
    case 'cells':
      return messages.cellsDiffer(difference.differing, difference.of, difference.greatest);
    case 'size':
      return messages.sizeDiffers(difference.from, difference.to);
    default:
      return messages.kindDiffers();
  }
}

function show(value: Json): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
