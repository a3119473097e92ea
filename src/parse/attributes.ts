import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';
import { piecedText, sliceText, type Piece, type SourceText } from './source-text.ts';

/** One `name=value` of a directive; `#x` is the one named `id`. */
export interface Attribute {
  name: string;
  value: SourceText;
  place: Place;
}

export type Attributes = ReadonlyMap<string, Attribute>;

const SHORT = /[#.]([^\s"'=<>`{}#]+)/y;
const NAMED = /([A-Za-z][\w-]*)(?:=(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s"'=<>`{}]+)))?(?=\s|$)/y;

/** Reads what stands between the braces after a directive's name. */
export function readAttributes(source: SourceText, diagnostics: Diagnostic[]): Attributes {
  const attributes = new Map<string, Attribute>();
  let at = skipSpace(source.text, 0);
  while (at < source.text.length) {
    const place = source.placeAt(at);
    const found = readShort(source, at) ?? readNamed(source, at);
    if (found === null) {
      const message = say.attributeIsMalformed(source.text.slice(at));
      diagnostics.push({ rule: 'attribute-is-valid', message, place });
      break;
    }
    if (attributes.has(found.name)) {
      diagnostics.push({ rule: 'attribute-is-valid', message: say.attributeIsDoubled(found.name), place });
    }
    attributes.set(found.name, { name: found.name, value: found.value, place });
    at = skipSpace(source.text, found.end);
  }
  return attributes;
}

interface Found {
  name: string;
  value: SourceText;
  end: number;
}

function readShort(source: SourceText, at: number): Found | null {
  SHORT.lastIndex = at;
  const match = SHORT.exec(source.text);
  if (match === null) return null;
  const end = at + match[0].length;
  return { name: match[0].startsWith('#') ? 'id' : 'class', value: sliceText(source, at + 1, end), end };
}

function readNamed(source: SourceText, at: number): Found | null {
  NAMED.lastIndex = at;
  const match = NAMED.exec(source.text);
  if (match === null) return null;
  const [whole, name = '', double, single, bare] = match;
  const end = at + whole.length;
  if (bare !== undefined) return { name, value: sliceText(source, end - bare.length, end), end };
  const written = double ?? single ?? '';
  const from = double === undefined && single === undefined ? end : end - 1 - written.length;
  const pieces = withoutBackslashes([{ text: written, offset: from }], double === undefined ? "'" : '"');
  return { name, value: piecedText(source, pieces), end };
}

/** Takes away the backslash before each of `characters`: the escapes that a context demands, and no others. */
export function withoutBackslashes(pieces: readonly Piece[], characters: string): Piece[] {
  return pieces.flatMap(({ text, offset }) => {
    const kept: Piece[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (text.charAt(at) !== '\\' || at + 1 >= text.length) continue;
      if (characters.includes(text.charAt(at + 1))) {
        kept.push({ text: text.slice(from, at), offset: offset + from });
        from = at + 1;
      }
      at += 1;
    }
    return [...kept, { text: text.slice(from), offset: offset + from }];
  });
}

/** Tells of attributes that a directive does not have. */
export function refuseUnknownAttributes(
  directive: string,
  attributes: Attributes,
  options: { known: readonly string[]; diagnostics: Diagnostic[] },
): void {
  for (const { name, place } of attributes.values()) {
    if (options.known.includes(name)) continue;
    const nearest = nearestName(name, options.known);
    const message = say.attributeIsUnknown(name, directive, nearest, options.known);
    options.diagnostics.push({ rule: 'field-is-known', message, place });
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}
