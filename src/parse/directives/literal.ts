import type { PhrasingContent } from 'mdast';

import type { Place } from '../../base/place.ts';
import * as say from '../../base/messages/parse.ts';
import type { LiteralNode } from '../../base/tree.ts';
import { readAttributes, refuseUnknownAttributes, withoutBackslashes } from '../attributes.ts';
import type { Reading } from '../reading.ts';
import { piecedText } from '../source-text.ts';
import type { InlineParts } from './value.ts';

/**
 * `:literal[28 pixels]{reason="side of an MNIST image"}`: numbers that no run gives, and why they may stand there.
 * The label is Markdown. Null, and diagnostics, where the author erred.
 */
export function readLiteral(
  parts: InlineParts,
  children: PhrasingContent[],
  reading: Reading,
): LiteralNode | null {
  const written = parts.label.map(({ text }) => text).join('');
  const reason = readReason(parts, parts.inCell ? '|' : '', reading);
  return makeLiteral({ written, children, reason, place: reading.source.placeAt(parts.offset) }, reading);
}

/** The same where nothing but text can stand: an alternative text. */
export function readPlainLiteral(parts: InlineParts, reading: Reading): LiteralNode | null {
  const written = piecedText(reading.source, withoutBackslashes(parts.label, '[]')).text;
  const reason = readReason(parts, '', reading);
  return plainLiteral({ written, reason, place: reading.source.placeAt(parts.offset) }, reading);
}

/** A literal whose content is one text, as written: of alternative texts and of TeX. */
export function plainLiteral(
  { written, reason, place }: { written: string; reason: string; place: Place },
  reading: Reading,
): LiteralNode | null {
  return makeLiteral({ written, children: [{ type: 'text', value: written }], reason, place }, reading);
}

function readReason(parts: InlineParts, escaped: string, { source, diagnostics }: Reading): string {
  const written = piecedText(source, withoutBackslashes(parts.attributes, escaped));
  const attributes = readAttributes(written, diagnostics);
  refuseUnknownAttributes('literal', attributes, { known: ['reason'], diagnostics });
  return attributes.get('reason')?.value.text ?? '';
}

interface Found {
  written: string;
  children: PhrasingContent[];
  reason: string;
  place: Place;
}

function makeLiteral(
  { written, children, reason, place }: Found,
  { diagnostics }: Reading,
): LiteralNode | null {
  if (!/\p{N}/u.test(written)) {
    diagnostics.push({ rule: 'literal-has-number', message: say.literalHasNoNumber(written), place });
    return null;
  }
  if (reason.trim() === '') {
    diagnostics.push({ rule: 'literal-has-reason', message: say.literalHasNoReason(written), place });
    return null;
  }
  return { type: 'literal', children, reason: reason.trim(), place };
}
