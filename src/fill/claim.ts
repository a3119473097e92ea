import type { PhrasingContent, Root } from 'mdast';

import { type Dataset, folderOfDataset } from '../base/dataset.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression, ExpressionNode } from '../base/expression.ts';
import { frameOf } from '../base/frame.ts';
import { explainCondition } from '../base/language/explain-condition.ts';
import { truthOf } from '../base/language/operators.ts';
import * as say from '../base/messages/fill.ts';
import { isRefuted } from '../base/judgement.ts';
import { computationId } from '../base/provenance.ts';
import type { ClaimOutcome } from '../base/report.ts';
import type { ClaimNode } from '../base/tree.ts';
import { refutedClaimsId } from './refuted-claims.ts';
import { plainText } from './plain-text.ts';
import { evaluateWith, type Results } from './scope.ts';
import { replaceNodes, visitAll } from './walk.ts';

/** What became of each claim, in reading order. The sentences are whole only once references are resolved. */
export type Judged = ReadonlyMap<ClaimNode, JudgedClaim>;

type JudgedClaim = Omit<ClaimOutcome, 'sentence' | 'frame'>;

/** How claims that must hold and do not are taken: for mistakes, or to be marked. */
export interface ClaimOptions {
  keepGoing: boolean;
}

/** Judges every claim of some trees, filled by then; those that are false and must not be are mistakes, unless it keeps going. */
export function judgeClaims(
  trees: readonly Root[],
  results: Results,
  { keepGoing }: ClaimOptions,
): { judged: Judged; diagnostics: readonly Diagnostic[] } {
  const judged = new Map<ClaimNode, JudgedClaim>();
  const diagnostics: Diagnostic[] = [];
  for (const tree of trees) {
    visitAll(tree, (node) => {
      if (node.type !== 'claim') return;
      const outcome = judgeClaim(node, results);
      if ('rule' in outcome) diagnostics.push(outcome);
      else judged.set(node, outcome);
      if (!('rule' in outcome) && isRefuted(outcome) && !keepGoing)
        diagnostics.push(refute(sentenceOf(node), outcome));
    });
  }
  return { judged, diagnostics };
}

function judgeClaim({ condition, strict, place }: ClaimNode, results: Results): JudgedClaim | Diagnostic {
  const judged = evaluateWith(condition, results, (value) => ({
    held: truthOf(value) ?? false,
    timed: value.sources.timed,
    jobs: [...value.sources.jobs],
    results: [...value.sources.results],
  }));
  if (!judged.ok) return judged.diagnostic;
  const { held, timed, jobs, results: asked } = judged.value;
  const operands = held ? [] : explainCondition(condition, results.scope);
  const said = { condition: condition.source, place, held, operands, jobs, results: asked };
  if (timed && !strict && (held || !isRefutedAnywhere(condition, results)))
    return { ...said, excuse: 'machine' };
  // What is published, or a parameter, is the same whatever the data.
  return { ...said, excuse: jobs.length > 0 && folderOfDataset(results.dataset) !== null ? 'data' : null };
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

function refute(sentence: string, outcome: JudgedClaim): Diagnostic {
  const { place, condition, operands } = outcome;
  const details = [say.conditionOfClaim(condition), ...operands];
  return { rule: 'claim-holds', message: say.claimIsFalse(sentence), place, details };
}

/** Leaves the sentences of claims in their place, with a mark where one is false; lists the outcomes. */
export function settleClaims(trees: readonly Root[], judged: Judged): readonly ClaimOutcome[] {
  for (const tree of trees) {
    replaceNodes(tree, (node) => {
      if (node.type !== 'claim') return null;
      const outcome = judged.get(node);
      const [first] = node.children;
      if (first && outcome) first.data = { ...first.data, claimed: outcome.jobs };
      return [...node.children, ...(outcome?.held === false ? marksOf(outcome) : [])];
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

/** A mistake for each claim that is refuted, of a document that was written all the same. */
export function tellRefuted(claims: readonly ClaimOutcome[]): readonly Diagnostic[] {
  return claims.filter(isRefuted).map((claim) => refute(claim.sentence, claim));
}

/** A warning for each claim that does not hold, and has an excuse. */
export function warnOfClaims(claims: readonly ClaimOutcome[]): readonly Diagnostic[] {
  return claims
    .filter(({ held, excuse }) => !held && excuse !== null)
    .map(({ sentence, condition, place, excuse, operands }) => ({
      rule: 'claim-holds',
      message: excuse === 'data' ? say.claimIsFalseOnData(sentence) : say.claimIsFalseHere(sentence),
      place,
      details: [say.conditionOfClaim(condition), ...operands],
    }));
}

function marksOf({ excuse }: Pick<ClaimOutcome, 'excuse'>): PhrasingContent[] {
  if (excuse === null) return [{ type: 'text', value: ' ' }, refutedMark()];
  const value = excuse === 'data' ? say.dataMark : say.machineMark;
  const children: PhrasingContent[] = [{ type: 'text', value }];
  return [{ type: 'internalLink', target: computationId, role: 'note', children }];
}

/** In words, since it is the document's fault and not to be overlooked. */
function refutedMark(): PhrasingContent {
  const words: PhrasingContent = { type: 'strong', children: [{ type: 'text', value: say.refutedMark }] };
  return { type: 'internalLink', target: refutedClaimsId, role: 'note', children: [words] };
}

function sentenceOf(node: ClaimNode): string {
  return fold(plainText(node.children));
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
