import type { PhrasingContent, Root } from 'mdast';

import { type Dataset, folderOfDataset } from '../base/dataset.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression, ExpressionNode } from '../base/expression.ts';
import { frameOf } from '../base/frame.ts';
import { explainCondition } from '../base/language/explain-condition.ts';
import { truthOf } from '../base/language/operators.ts';
import * as say from '../base/messages/fill.ts';
import type { ClaimOutcome } from '../base/report.ts';
import type { ClaimNode } from '../base/tree.ts';
import { computationId } from './computation.ts';
import { plainText } from './plain-text.ts';
import { evaluateWith, type Results } from './scope.ts';
import { replaceNodes, visitAll } from './walk.ts';

/** What became of each claim, in reading order. The sentences are whole only once references are resolved. */
export type Judged = ReadonlyMap<ClaimNode, JudgedClaim>;

type JudgedClaim = Omit<ClaimOutcome, 'sentence' | 'frame'>;

/** Judges every claim of some trees, filled by then; those that are false and must not be are mistakes. */
export function judgeClaims(
  trees: readonly Root[],
  results: Results,
): { judged: Judged; diagnostics: readonly Diagnostic[] } {
  const judged = new Map<ClaimNode, JudgedClaim>();
  const diagnostics: Diagnostic[] = [];
  for (const tree of trees) {
    visitAll(tree, (node) => {
      if (node.type !== 'claim') return;
      const outcome = judgeClaim(node, results);
      if ('rule' in outcome) diagnostics.push(outcome);
      else judged.set(node, outcome);
      if (!('rule' in outcome) && !outcome.held && outcome.excuse === null)
        diagnostics.push(refute(node, outcome));
    });
  }
  return { judged, diagnostics };
}

function judgeClaim({ condition, strict, place }: ClaimNode, results: Results): JudgedClaim | Diagnostic {
  const judged = evaluateWith(condition, results, (value) => ({
    held: truthOf(value) ?? false,
    timed: value.sources.timed,
    computed: value.sources.jobs.size > 0,
  }));
  if (!judged.ok) return judged.diagnostic;
  const { held, timed, computed } = judged.value;
  const operands = held ? [] : explainCondition(condition, results.scope);
  const said = { condition: condition.source, place, held, operands };
  if (timed && !strict && (held || !isRefutedAnywhere(condition, results)))
    return { ...said, excuse: 'machine' };
  // What is published, or a parameter, is the same whatever the data.
  return { ...said, excuse: computed && folderOfDataset(results.dataset) !== null ? 'data' : null };
}

/** Whether one of the parts that must all hold is false without a duration in it: no machine would make the claim true. */
function isRefutedAnywhere(condition: Expression, results: Results): boolean {
  return conjunctsOf(condition.root).some((root) => {
    // A part that faults alone is behind one that asks for it.
    const part = evaluateWith({ ...condition, root }, results, (value) => ({
      refuted: truthOf(value) === false && !value.sources.timed,
    }));
    return part.ok && part.value.refuted;
  });
}

function conjunctsOf(node: ExpressionNode): readonly ExpressionNode[] {
  if (node.type !== 'binary' || node.operator !== '&&') return [node];
  return [...conjunctsOf(node.left), ...conjunctsOf(node.right)];
}

function refute(node: ClaimNode, outcome: JudgedClaim): Diagnostic {
  const { place, condition, operands } = outcome;
  const details = [say.conditionOfClaim(condition), ...operands];
  return { rule: 'claim-holds', message: say.claimIsFalse(sentenceOf(node)), place, details };
}

/** Leaves the sentences of claims in their place, with a mark where one is false and may be; lists the outcomes. */
export function settleClaims(trees: readonly Root[], judged: Judged): readonly ClaimOutcome[] {
  for (const tree of trees) {
    replaceNodes(tree, (node) => {
      if (node.type !== 'claim') return null;
      const outcome = judged.get(node);
      return [...node.children, ...(outcome?.held === false ? [markOf(outcome)] : [])];
    });
  }
  return [...judged].map(([node, outcome]) => ({
    sentence: sentenceOf(node),
    frame: fold(frameOf(node.children)),
    ...outcome,
  }));
}

/** What the marks mean that stand behind claims, each once. */
export function listMarks(judged: Judged, dataset: Dataset | null): readonly string[] {
  const excuses = new Set([...judged.values()].filter(({ held }) => !held).map(({ excuse }) => excuse));
  return [
    ...(excuses.has('machine') ? [say.machineMark + say.machineMarkMeans] : []),
    ...(excuses.has('data') ? [say.dataMark + say.dataMarkMeans(dataset?.title ?? '')] : []),
  ];
}

/** A warning for each claim that is only marked. */
export function warnOfClaims(claims: readonly ClaimOutcome[]): readonly Diagnostic[] {
  return claims
    .filter(({ held }) => !held)
    .map(({ sentence, condition, place, excuse, operands }) => ({
      rule: 'claim-holds',
      message: excuse === 'data' ? say.claimIsFalseOnData(sentence) : say.claimIsFalseHere(sentence),
      place,
      details: [say.conditionOfClaim(condition), ...operands],
    }));
}

function markOf({ excuse }: Pick<ClaimOutcome, 'excuse'>): PhrasingContent {
  const value = excuse === 'data' ? say.dataMark : say.machineMark;
  const children: PhrasingContent[] = [{ type: 'text', value }];
  return { type: 'internalLink', target: computationId, role: 'note', children };
}

function sentenceOf(node: ClaimNode): string {
  return fold(plainText(node.children));
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
