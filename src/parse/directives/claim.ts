import type { PhrasingContent } from 'mdast';

import * as say from '../../base/messages/parse.ts';
import type { ClaimNode } from '../../base/tree.ts';
import { nodesOfType } from '../../base/visit.ts';
import { readAttributes, refuseUnknownAttributes, withoutBackslashes } from '../attributes.ts';
import { parseExpression } from '../expression.ts';
import type { Reading } from '../reading.ts';
import { piecedText } from '../source-text.ts';
import type { InlineParts } from './value.ts';

/** `:claim[sentence]{if="condition" strict}`; null, and diagnostics, where the author erred. */
export function readClaim(
  parts: Omit<InlineParts, 'label'>,
  children: PhrasingContent[],
  reading: Reading,
): ClaimNode | null {
  const { source, diagnostics } = reading;
  const place = source.placeAt(parts.offset);
  refuseClaimsWithin(children, reading);
  const written = piecedText(source, withoutBackslashes(parts.attributes, parts.inCell ? '|' : ''));
  const attributes = readAttributes(written, diagnostics);
  refuseUnknownAttributes('claim', attributes, { known: ['if', 'strict'], diagnostics });
  const strict = attributes.get('strict');
  if (strict !== undefined && strict.value.text !== '') {
    const message = say.wordTakesNoValue('strict');
    diagnostics.push({ rule: 'attribute-is-valid', message, place: strict.place });
  }
  if (children.length === 0)
    diagnostics.push({ rule: 'directive-is-whole', message: say.claimIsEmpty(), place });
  const condition = attributes.get('if');
  if (condition === undefined) {
    const message = say.attributeIsMissing('claim', '"if"', '{if="mlp.f1 > 0.9"} after its brackets');
    diagnostics.push({ rule: 'field-is-given', message, place });
    return null;
  }
  const expression = parseExpression(condition.value, diagnostics);
  return (
    expression && { type: 'claim', children, condition: expression, strict: strict !== undefined, place }
  );
}

/** Each of the two would be answerable for the words that they share. */
function refuseClaimsWithin(children: readonly PhrasingContent[], { diagnostics }: Reading): void {
  for (const child of children) {
    for (const { place } of nodesOfType(child, 'claim'))
      diagnostics.push({ rule: 'directive-is-whole', message: say.claimWithinClaim(), place });
  }
}
