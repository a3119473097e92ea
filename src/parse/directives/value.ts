import * as say from '../../base/messages/parse.ts';
import type { ValueNode } from '../../base/tree.ts';
import { readAttributes, refuseUnknownAttributes, withoutBackslashes } from '../attributes.ts';
import { parseExpression } from '../expression.ts';
import type { Reading } from '../reading.ts';
import { piecedText, type Piece } from '../source-text.ts';

/** An inline directive as its tokens give it. */
export interface InlineParts {
  label: readonly Piece[];
  attributes: readonly Piece[];
  /** Offset of the colon. */
  offset: number;
  /** Within a table's cell `\|` stands for a bar. */
  inCell: boolean;
}

/** `:value[expression]{format=".2f"}`; null, and diagnostics, where the author erred. */
export function readValue(parts: InlineParts, reading: Reading): ValueNode | null {
  const { source, diagnostics } = reading;
  const bar = parts.inCell ? '|' : '';
  const label = piecedText(source, withoutBackslashes(parts.label, `[]${bar}`));
  const written = piecedText(source, withoutBackslashes(parts.attributes, bar));
  const attributes = readAttributes(written, diagnostics);
  refuseUnknownAttributes('value', attributes, { known: ['format'], diagnostics });
  const place = source.placeAt(parts.offset);
  if (label.text.trim() === '') {
    diagnostics.push({ rule: 'expression-is-valid', message: say.expressionIsEmpty(), place });
    return null;
  }
  const expression = parseExpression(label, diagnostics);
  const format = attributes.get('format')?.value.text ?? null;
  return expression && { type: 'value', expression, format, place };
}
