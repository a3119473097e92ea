import type { Tolerances } from '../base/experiment.ts';
import type { ResultSpecs, Tolerance } from '../base/kinds.ts';
import * as messages from '../base/messages/tolerance.ts';
import { resultId } from '../base/result-id.ts';
import type { ResultTree, ResultValue, StoredFile } from '../base/results.ts';
import type { VerifiedResult } from '../base/verification.ts';
import { isStoredFile } from '../run/input-value.ts';
import { cellsOfColumn } from './columns.ts';
import type { ShownDigits } from './find-shown-digits.ts';
import { type LeafSpec, listLeaves, valueAt } from './leaves.ts';
import { judgeFiles, judgePictures } from './judge-files.ts';
import { judgeMatrix, judgeSeries, judgeTable, type RuleOf } from './judge-lists.ts';
import { judgeScalar } from './judge-scalar.ts';
import { different, type Judgement } from './judgement.ts';
import type { MetricRule } from './judge-metric.ts';
import { ruleFor } from './metric-rule.ts';
import { createViewFinder, type ViewFinder } from './views.ts';

/** What the results of a job are held to. */
export interface VerifyRules {
  /** Name of the job. */
  job: string;
  /** Which digits the document shows, by `findShownDigits`. */
  digits: ShownDigits;
  /** As the experiment and the case declare them; those of the task's declaration stand in its specs. */
  tolerance: Tolerances;
  /** Bytes of a picture or file; null where they are not here. */
  readLocked: (file: StoredFile) => Uint8Array | null;
  readNow: (file: StoredFile) => Uint8Array | null;
}

/**
 * Holds the results of a job against those locked, each by its kind: counts and texts exactly; metrics bit for bit, else
 * at the digits shown, else within their declared tolerance; durations within a factor of ten; lists, matrices and tables
 * cell by cell; pictures by their pixels; files by digest. In the order of the declaration.
 */
export function verifyResults(
  locked: ResultTree,
  now: ResultTree,
  specs: ResultSpecs,
  rules: VerifyRules,
): VerifiedResult[] {
  const views = createViewFinder();
  const leaves = listLeaves(specs);
  return leaves.map(([path, spec]): VerifiedResult => {
    const [before, after] = [valueAt(locked, path), valueAt(now, path)];
    const judged = judgeResult(path, spec, { before, after, rules, views });
    const id = resultId(rules.job, path);
    const { outcome, words, declared } = judged;
    return { id, kind: spec.kind, outcome, difference: words, ...(declared ? { declared } : {}) };
  });
}

interface Judging {
  before: ResultValue | undefined;
  after: ResultValue | undefined;
  rules: VerifyRules;
  views: ViewFinder;
}

function judgeResult(path: string, spec: LeafSpec, judging: Judging): Judgement {
  const { before, after, rules } = judging;
  if (before === undefined) return different(messages.resultIsNew());
  if (after === undefined) return different(messages.resultIsGone());
  const declared = rules.tolerance[path] ?? null;
  switch (spec.kind) {
    case 'image':
    case 'file': {
      if (!isStoredFile(before) || !isStoredFile(after)) return different(messages.otherKind());
      const judge = spec.kind === 'image' ? judgePictures : judgeFiles;
      const contents = contentsOf(before, after, rules);
      return judge(contents.locked, contents.now, declared);
    }
    case 'series':
      return judgeSeries(spec, before, after, rulesOf(path, spec, judging, declared));
    case 'matrix':
      return judgeMatrix(spec, before, after, rulesOf(path, spec, judging, declared));
    case 'table':
      return judgeTable(spec, before, after, rulesOf(path, spec, judging, declared));
    default: {
      const ruleOf = rulesOf(path, spec, judging, declared);
      if (!isScalar(before) || !isScalar(after)) return different(messages.otherKind());
      return judgeScalar(spec, before, after, () => ruleOf(''));
    }
  }
}

/** Bytes are read only where digests differ. */
function contentsOf(before: StoredFile, after: StoredFile, { readLocked, readNow }: VerifyRules) {
  const isSame = before.sha256 === after.sha256;
  return {
    locked: { stored: before, bytes: isSame ? null : readLocked(before) },
    now: { stored: after, bytes: isSame ? null : readNow(after) },
  };
}

/** Rules by column, each made once, when the first bits differ. */
function rulesOf(
  path: string,
  spec: LeafSpec,
  { before, rules, views }: Judging,
  declared: Tolerance | null,
): RuleOf {
  const made = new Map<string, MetricRule>();
  return (column) => {
    const known = made.get(column);
    if (known) return known;
    const cells = before === undefined ? null : cellsOfColumn(spec, before, column);
    const metric = cells?.spec.kind === 'metric' ? cells.spec : { kind: 'metric' as const };
    const rule = ruleFor(
      {
        spec: metric,
        column,
        cells: cells?.cells ?? [],
        shown: rules.digits.get(resultId(rules.job, path)),
        declared: rules.tolerance[`${path}.${column}`] ?? declared,
      },
      views,
    );
    made.set(column, rule);
    return rule;
  };
}

function isScalar(value: ResultValue): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
