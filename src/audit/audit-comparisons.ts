import type { Diagnostic } from '../base/diagnostic.ts';
import type { ExpressionNode } from '../base/expression.ts';
import { partsOf } from '../base/language/check-expression.ts';
import * as say from '../base/messages/audit.ts';
import type { ParsedReport } from '../base/report.ts';
import {
  findComparisons,
  findComparisonWords,
  isWithin,
  sentencesOf,
  type Stretch,
  type WrittenComparison,
} from './find-comparisons.ts';
import { listPassages } from './list-passages.ts';
import { OPAQUE, type Passage, type PlacedNode } from './passage.ts';

/**
 * Sentences of a report in English that compare and that nothing could refute: neither claims, nor another's words, nor
 * declared to be remarks. A warning each, with the words that compare; and one for every remark that compares nothing.
 */
export function findUnclaimed(report: ParsedReport): Diagnostic[] {
  if (!/^en\b/i.test(report.config.language)) return [];
  return listPassages(report).flatMap((passage) =>
    isRead(passage) ? [...unclaimedIn(passage), ...idleRemarksIn(passage)] : [],
  );
}

/** What is quoted is another's; a header names a column; a `when` stands only where results say so. */
function isRead({ stands }: Passage): boolean {
  return stands === 'prose' || stands === 'title';
}

function unclaimedIn(passage: Passage): Diagnostic[] {
  const { text, nodes } = passage;
  const settled = [...nodes.filter(isSettled), ...quotations(text)];
  const open = findComparisons(text).filter((words) => !isWithin(words, settled));
  if (open.length === 0) return [];
  return sentencesOf(text).flatMap((sentence) => {
    const within = nodes.filter(({ from, to }) => from < sentence.to && to > sentence.from);
    const own = open.filter((words) => isWithin(words, [sentence]) && !followsResults(words, within));
    const [first] = own;
    if (!first || within.some(({ node }) => node.type === 'citation')) return [];
    const words = own.map(({ from, to }) => plain(text.slice(from, to)));
    const message = (passage.takes === 'nothing' ? say.comparisonInTitle : say.comparisonIsUnclaimed)(
      [...new Set(words)],
      plain(text.slice(sentence.from, sentence.to)),
    );
    return [{ rule: 'comparison-is-claimed', message, place: passage.placeAt(first.from) }];
  });
}

/** What answers for the words within it, or is no sentence of the author's. */
function isSettled({ node }: PlacedNode): boolean {
  return ['claim', 'remark', 'literal', 'link'].includes(node.type);
}

const QUOTATION = /“[^”]{1,300}”|"[^"]{1,300}"/g;

function quotations(text: string): Stretch[] {
  return Array.from(text.matchAll(QUOTATION), ({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** Functions that choose among several: what is said of the chosen one holds whatever the results. */
const CHOOSE: ReadonlySet<string> = new Set(['best', 'lowest', 'sort', 'min', 'max']);

/** Whether a value beside the words chooses them, or chooses what they are said of. */
function followsResults({ kind }: WrittenComparison, within: readonly PlacedNode[]): boolean {
  return within.some(({ node }) => {
    if (node.type !== 'value') return false;
    const { root } = node.expression;
    return (kind === 'rank' && calls(root, CHOOSE)) || calls(root, VERDICTS) || root.type === 'conditional';
  });
}

const VERDICTS: ReadonlySet<string> = new Set(['verdict']);

function calls(node: ExpressionNode, names: ReadonlySet<string>): boolean {
  if (node.type === 'call' && names.has(node.callee)) return true;
  return partsOf(node).some((part) => calls(part, names));
}

/** A remark excuses a comparison, and so has one. */
function idleRemarksIn({ nodes, text }: Passage): Diagnostic[] {
  return nodes.flatMap(({ node, from, to }) => {
    if (node.type !== 'remark' || findComparisonWords(text.slice(from, to)).length > 0) return [];
    const message = say.remarkIsIdle(plain(text.slice(from, to)));
    return [{ rule: 'remark-has-comparison', message, place: node.place }];
  });
}

function plain(text: string): string {
  return text.replaceAll(OPAQUE, '…').replace(/\s+/g, ' ').trim();
}
