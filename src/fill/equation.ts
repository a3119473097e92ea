import type { Data, Root, RootContent } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import { printTex } from '../base/language/tex.ts';
import type { FallbackName } from '../base/results.ts';
import type { Origin } from '../base/filled-nodes.ts';
import type { EquationNode, InlineEquationNode, ValueNode } from '../base/tree.ts';
import { texMarks } from './engine-marks.ts';
import { plainText } from './plain-text.ts';
import { evaluateWith, originOf, type Results } from './scope.ts';
import { textOf } from './value.ts';
import { replaceNodes } from './walk.ts';

/** Puts numbers and matrices in the place of `\result{…}`, in displayed equations and within sentences. */
export function fillEquations(tree: Root, results: Results, _file: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  replaceNodes(tree, (node) => {
    if (node.type === 'equation') return [fillEquation(node, results, diagnostics)];
    if (node.type === 'inlineEquation') return [fillInline(node, results, diagnostics)];
    if (node.type === 'inlineMath' && node.data) node.data = withoutPlaces(node.data);
    return null;
  });
  return diagnostics;
}

function fillEquation(node: EquationNode, results: Results, diagnostics: Diagnostic[]): RootContent {
  const { id, place } = node;
  const filled = fillTex(node.tex, results, diagnostics);
  return { type: 'numberedEquation', ...filled, id, number: null, place, ...positionOf(node) };
}

function fillInline(node: InlineEquationNode, results: Results, diagnostics: Diagnostic[]): RootContent {
  const { value, origins, unmarked } = fillTex(node.tex, results, diagnostics);
  // The same shape as remark-math gives: what an emitter meets does not tell whether numbers went in.
  return { type: 'inlineMath', value, data: { place: node.place, origins, unmarked }, ...positionOf(node) };
}

/** The places in its TeX served the check before the run; a filled document is data, without functions. */
function withoutPlaces<D extends Data>({ texAt: _, ...data }: D): Omit<D, 'texAt'> {
  return data;
}

interface FilledTex {
  value: string;
  /** The same without marks. */
  unmarked: string;
  origins: Origin[];
}

function fillTex(parts: EquationNode['tex'], results: Results, diagnostics: Diagnostic[]): FilledTex {
  const filled: FilledTex = { value: '', unmarked: '', origins: [] };
  const late = new Set<FallbackName>();
  for (const part of parts) {
    if (typeof part === 'string') {
      filled.value += part;
      filled.unmarked += part;
      continue;
    }
    if (part.type === 'literal') {
      const text = plainText(part.children);
      filled.value += asOneToken(text, filled.value);
      filled.unmarked += asOneToken(text, filled.unmarked);
      continue;
    }
    const result = fillResult(part, results, diagnostics);
    if (!result) continue;
    const { fallback } = result.origin;
    const inWords = isInWords(filled.value);
    if (inWords) for (const name of fallback) late.add(name);
    const marks = inWords ? '' : texMarks(fallback, results.fallbacks);
    filled.value += asOneToken(marks === '' ? result.tex : `{${result.tex}${marks}}`, filled.value);
    filled.unmarked += asOneToken(result.tex, filled.unmarked);
    filled.origins.push(result.origin);
  }
  const marks = texMarks([...late].sort(), results.fallbacks);
  // On a line of its own: the last one may end in a comment.
  return marks === '' ? filled : { ...filled, value: `${filled.value}\n${marks}` };
}

/** `x^\result{n}` and `\frac\result{a}\result{b}` take one token, which a number of two digits is not. */
export function asOneToken(result: string, before: string): string {
  return /(?:[\^_]|\\[A-Za-z]+|\\[A-Za-z]+\{[^{}]*\})\s*$/.test(before.slice(-80)) ? `{${result}}` : result;
}

/** Whether TeX ends within an argument that is no mathematics, `\text{about `, where a raised mark would be an error. */
function isInWords(tex: string): boolean {
  let open = 0;
  for (let at = tex.length - 1; at >= 0; at -= 1) {
    if (tex[at - 1] === '\\') continue;
    if (tex[at] === '}') open += 1;
    else if (tex[at] === '{') open -= 1;
    if (open >= 0) continue;
    if (/\\(?:text\w*|[mhf]box|tag\*?|operatorname\*?|[hv]space\*?)\s*$/.test(tex.slice(0, at))) return true;
    open = 0;
  }
  return false;
}

function fillResult(
  node: ValueNode,
  results: Results,
  diagnostics: Diagnostic[],
): { tex: string; origin: Origin } | null {
  const filled = evaluateWith(
    node.expression,
    results,
    (value) => {
      const tex = textOf(printTex(value, node.format));
      return { tex, origin: { ...originOf(node, value, results), printed: tex } };
    },
    node.place,
  );
  if (filled.ok) return filled.value;
  diagnostics.push(filled.diagnostic);
  return null;
}

function positionOf<Position>(node: { position?: Position | undefined }): { position?: Position } {
  return node.position ? { position: node.position } : {};
}
