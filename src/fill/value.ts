import type { Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import { printValue } from '../base/language/print.ts';
import type { Value } from '../base/language/value.ts';
import type { Origin, PrintedNode } from '../base/filled-nodes.ts';
import type { Template, ValueNode } from '../base/tree.ts';
import { plainText } from './plain-text.ts';
import { evaluateWith, originOf, type Results } from './scope.ts';
import { replaceNodes } from './walk.ts';

/** Puts the printed value in the place of every `:value[…]` of a source: prose, captions, headings, footnotes, cells. */
export function fillValues(tree: Root, results: Results, _file: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  replaceNodes(tree, (node) => {
    if (node.type !== 'value') return null;
    const printed = fillValue(node, results, diagnostics);
    return printed ? [printed] : [];
  });
  return diagnostics;
}

/** A template as plain text, an alternative text, which holds no nodes; and what its values came from. */
export function fillTemplate(
  template: Template,
  results: Results,
  diagnostics: Diagnostic[],
): { text: string; origins: readonly Origin[] } {
  const origins: Origin[] = [];
  const parts = template.map((part) => {
    if (typeof part === 'string') return part;
    if (part.type === 'literal') return plainText(part.children);
    const printed = fillValue(part, results, diagnostics);
    if (printed) origins.push({ ...printed.origin, printed: printed.value });
    return printed?.value ?? '';
  });
  return { text: parts.join(''), origins };
}

function fillValue(node: ValueNode, results: Results, diagnostics: Diagnostic[]): PrintedNode | null {
  const print = (value: Value): PrintedNode => ({
    type: 'printed',
    value: textOf(printValue(value, node.format)),
    origin: originOf(node, value, results),
    ...(node.position ? { position: node.position } : {}),
  });
  const printed = evaluateWith(node.expression, results, print, node.place);
  if (printed.ok) return printed.value;
  diagnostics.push(printed.diagnostic);
  return null;
}

/** Only before the run may a value have no text. */
export function textOf(printed: string | null): string {
  if (printed === null) throw new RangeError('a value has no text after the run');
  return printed;
}
