import type { KeyParts } from '../base/job.ts';
import { canonicalJson, type Json } from '../base/json.ts';

/** Why a job must run, or why its key is another than at its last run. */
export type Reason =
  'not stored' | 'code' | 'parameters' | 'seed' | 'data' | 'inputs' | 'packages' | 'engine' | 'runtime';

/** One predicate per reason; `why` prints the same list that a build shows when it runs the job. */
const differs: readonly (readonly [Reason, (now: KeyParts, last: KeyParts) => boolean])[] = [
  ['code', (now, last) => now.code !== last.code],
  ['parameters', (now, last) => unlike(now.parameters, last.parameters)],
  ['seed', (now, last) => now.seed !== last.seed],
  ['data', (now, last) => unlike(now.files, last.files)],
  ['inputs', (now, last) => unlike(now.inputs, last.inputs)],
  ['packages', (now, last) => unlike(now.packages, last.packages)],
  ['engine', (now, last) => unlike(now.engine, last.engine)],
  ['runtime', (now, last) => unlike(now.runtime, last.runtime)],
];

/** Which parts changed since the last run. */
export function changedSince(last: KeyParts, now: KeyParts): Reason[] {
  return differs.filter(([, changed]) => changed(now, last)).map(([reason]) => reason);
}

/** Why a job without a stored result must run: what changed, else that nothing is stored. */
export function reasonsToRun(last: KeyParts | null, now: KeyParts): Reason[] {
  const changed = last ? changedSince(last, now) : [];
  return changed.length > 0 ? changed : ['not stored'];
}

function unlike(a: Json, b: Json): boolean {
  return canonicalJson(a) !== canonicalJson(b);
}
