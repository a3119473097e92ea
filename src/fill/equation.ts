import type { Root, RootContent } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import { printTex } from '../base/language/tex.ts';
import type { EquationNode, InlineEquationNode, ValueNode } from '../base/tree.ts';
import { evaluateWith, type Results } from './scope.ts';
import { textOf } from './value.ts';
import { replaceNodes } from './walk.ts';

/** Puts numbers and matrices in the place of `\result{…}`, in displayed equations and within sentences. */
export function fillEquations(tree: Root, results: Results, _file: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  replaceNodes(tree, (node) => {
    if (node.type === 'equation') return [fillEquation(node, results, diagnostics)];
    if (node.type === 'inlineEquation') return [fillInline(node, results, diagnostics)];
    return null;
  });
  return diagnostics;
}

function fillEquation(node: EquationNode, results: Results, diagnostics: Diagnostic[]): RootContent {
  const { id, place } = node;
  const value = fillTex(node.tex, results, diagnostics);
  return { type: 'numberedEquation', value, id, number: null, place, ...positionOf(node) };
}

function fillInline(node: InlineEquationNode, results: Results, diagnostics: Diagnostic[]): RootContent {
  const value = fillTex(node.tex, results, diagnostics);
  // The same shape as remark-math gives: what an emitter meets does not tell whether numbers went in.
  return { type: 'inlineMath', value, data: { place: node.place }, ...positionOf(node) };
}

function fillTex(parts: EquationNode['tex'], results: Results, diagnostics: Diagnostic[]): string {
  let tex = '';
  for (const part of parts) {
    if (typeof part === 'string') tex += part;
    else tex += asOneToken(fillResult(part, results, diagnostics), tex);
  }
  return tex;
}

/** `x^\result{n}` and `\frac\result{a}\result{b}` take one token, which a number of two digits is not. */
function asOneToken(result: string, before: string): string {
  return /(?:[\^_]|\\[A-Za-z]+|\\[A-Za-z]+\{[^{}]*\})\s*$/.test(before.slice(-80)) ? `{${result}}` : result;
}

function fillResult(node: ValueNode, results: Results, diagnostics: Diagnostic[]): string {
  const { expression, format, place } = node;
  const tex = evaluateWith(expression, results, (value) => textOf(printTex(value, format)), place);
  if (tex.ok) return tex.value;
  diagnostics.push(tex.diagnostic);
  return '';
}

function positionOf<Position>(node: { position?: Position | undefined }): { position?: Position } {
  return node.position ? { position: node.position } : {};
}
