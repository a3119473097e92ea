import type { PhrasingContent } from 'mdast';

import * as say from '../../base/messages/parse.ts';
import type { RemarkNode } from '../../base/tree.ts';
import { readAttributes, refuseUnknownAttributes, withoutBackslashes } from '../attributes.ts';
import type { Reading } from '../reading.ts';
import { piecedText } from '../source-text.ts';
import type { InlineParts } from './value.ts';

/**
 * `:remark[a larger step may overshoot]{reason="holds for any loss"}`: words that compare and that no result could refute,
 * and why. The label is Markdown. Null, and diagnostics, where the author erred.
 */
export function readRemark(
  parts: Omit<InlineParts, 'label'>,
  children: PhrasingContent[],
  { source, diagnostics }: Reading,
): RemarkNode | null {
  const place = source.placeAt(parts.offset);
  const written = piecedText(source, withoutBackslashes(parts.attributes, parts.inCell ? '|' : ''));
  const attributes = readAttributes(written, diagnostics);
  refuseUnknownAttributes('remark', attributes, { known: ['reason'], diagnostics });
  const reason = attributes.get('reason')?.value.text.trim() ?? '';
  if (children.length === 0)
    diagnostics.push({ rule: 'directive-is-whole', message: say.remarkIsEmpty(), place });
  if (reason === '') {
    diagnostics.push({ rule: 'remark-has-reason', message: say.remarkHasNoReason(), place });
    return null;
  }
  return { type: 'remark', children, reason, place };
}
