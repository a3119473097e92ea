import * as say from '../base/messages/parse.ts';
import type { Place } from '../base/place.ts';
import type { EquationNode, LiteralNode, TemplatePlace, TexTemplate, ValueNode } from '../base/tree.ts';
import { readAttributes, refuseUnknownAttributes } from './attributes.ts';
import { closingBracket } from './closing-bracket.ts';
import { plainLiteral } from './directives/literal.ts';
import { parseExpression } from './expression.ts';
import { readId } from './names.ts';
import type { Reading } from './reading.ts';
import { piecedText, sliceText, type Piece, type SourceText } from './source-text.ts';
import type { AuthoredNode, AuthoredPart } from './syntax/authored.ts';

const OWN_COMMAND = /\\(result|literal)(?![A-Za-z])\s*(?:\[([^\]]*)\])?\s*/g;
const LABEL = /^\s*\{([^{}]*)\}\s*/;
const DIRECTIVE = /(?<![\p{L}\p{N}_:\\]):(?:value|literal|claim|remark)\[/u;

/** A display equation: its label, on either `$$`, and its TeX with `\result{…}` taken out. */
export function readEquation(node: AuthoredNode, reading: Reading): EquationNode {
  const { source, diagnostics } = reading;
  const place = source.placeAt(node.position?.start.offset ?? 0);
  const refuse = (message: string, at = place): void => {
    diagnostics.push({ rule: 'equation-is-whole', message, place: at });
  };
  if (!node.parts.some((part) => part.type === 'closing')) refuse(say.equationIsOpen());
  const whole = piecedText(source, joinLines(node.parts));
  const opening = LABEL.exec(firstLine(whole.text));
  const head = opening !== null && isLabel(opening[1]) ? opening[0].length : 0;
  const labels = head === 0 ? [] : [sliceText(whole, whole.text.indexOf('{') + 1, whole.text.indexOf('}'))];
  const tail = node.parts.find((part) => part.type === 'tail');
  if (tail !== undefined) {
    const closing = LABEL.exec(tail.text);
    if (closing?.[0].length === tail.text.length)
      labels.push(sliceText(source, tail.offset + 1, tail.offset + tail.text.lastIndexOf('}')));
    else refuse(say.equationHasText(), source.placeAt(tail.offset));
  }
  if (labels.length > 1) refuse(say.equationHasTwoLabels());
  const id = labels[0] === undefined ? null : readLabel(labels[0], reading);
  const end = whole.text.trimEnd().length;
  const start = head + (/^\s*/.exec(whole.text.slice(head))?.[0].length ?? 0);
  return {
    type: 'equation',
    id,
    ...readTex(sliceText(whole, start, Math.max(start, end)), reading),
    place,
  };
}

/** TeX in parts, and where their characters stand. */
export interface TexParts {
  tex: TexTemplate;
  texAt: TemplatePlace;
}

/** What stands between stretches of TeX. */
type Inset = ValueNode | LiteralNode;

/** TeX with each `\result{expression}`, `\result[format]{expression}` and `\literal[reason]{number}` as a node. */
export function readTex(source: SourceText, reading: Reading): TexParts {
  const { diagnostics } = reading;
  const directive = DIRECTIVE.exec(source.text);
  if (directive !== null) {
    const message = say.directiveInMathematics();
    diagnostics.push({ rule: 'directive-is-known', message, place: source.placeAt(directive.index) });
  }
  const parts: (SourceText | Inset)[] = [];
  let from = 0;
  for (const match of source.text.matchAll(OWN_COMMAND)) {
    const brace = match.index + match[0].length;
    const end = source.text.charAt(brace) === '{' ? closingBracket(source.text, brace + 1, '{}') : null;
    const place = source.placeAt(match.index);
    if (end === null) {
      const message = commandIsOpen(match[1] ?? '', source.text.charAt(brace) === '{');
      diagnostics.push({ rule: 'equation-is-whole', message, place });
      continue;
    }
    const argument = sliceText(source, brace + 1, end);
    const inset = readInset({ argument, option: match[2] ?? null, name: match[1] ?? '', place }, reading);
    parts.push(tidied(sliceText(source, from, match.index)));
    if (inset !== null) parts.push(inset);
    from = end + 1;
  }
  parts.push(tidied(sliceText(source, from, source.text.length)));
  const kept = parts.filter((part) => !('text' in part) || part.text !== '');
  return {
    tex: kept.map((part) => ('text' in part ? part.text : part)),
    texAt: (index, offset) => placeIn(kept[index] ?? source, offset),
  };
}

function readInset(
  {
    name,
    option,
    argument,
    place,
  }: { name: string; option: string | null; argument: SourceText; place: Place },
  reading: Reading,
): Inset | null {
  if (name === 'literal') {
    return plainLiteral({ written: argument.text, reason: option ?? '', place }, reading);
  }
  const expression = parseExpression(argument, reading.diagnostics);
  return expression && { type: 'value', expression, format: option, place };
}

function commandIsOpen(name: string, hasBrace: boolean): string {
  if (name === 'literal') return say.literalIsOpen();
  return hasBrace ? say.resultIsOpen() : say.resultHasNoBrace();
}

function placeIn(part: SourceText | Inset, offset: number): Place {
  return 'text' in part ? part.placeAt(offset) : part.place;
}

/** The pieces of TeX of a node, a line break between the lines. */
export function joinLines(parts: readonly AuthoredPart[]): Piece[] {
  const tex = parts.filter((part) => part.type === 'tex');
  return tex.flatMap((part, index) => {
    const before = tex[index - 1];
    if (
      before === undefined ||
      before.text.endsWith('\n') ||
      before.offset + before.text.length === part.offset
    )
      return [part];
    return [{ text: '\n', offset: before.offset + before.text.length }, part];
  });
}

/** Line ends as TeX is written everywhere; blank lines, which end a paragraph in TeX, are left out. */
function tidied(source: SourceText): SourceText {
  const pieces: Piece[] = [];
  let from = 0;
  const keep = (to: number): void => {
    pieces.push({ text: source.text.slice(from, to).replaceAll('\r', '\n'), offset: from });
  };
  for (const { index, 0: dropped } of source.text.matchAll(/(?:\r\n?|\n)[ \t]*(?=[\r\n])/g)) {
    keep(index);
    from = index + dropped.length;
  }
  keep(source.text.length);
  return piecedText(source, pieces);
}

function readLabel(label: SourceText, reading: Reading): string | null {
  const attributes = readAttributes(label, reading.diagnostics);
  refuseUnknownAttributes('equation', attributes, { known: ['id'], diagnostics: reading.diagnostics });
  return readId(attributes.get('id'), { prefix: 'eq-', what: 'an equation' }, reading);
}

/** TeX may begin with a group, `{a}^2`; a label begins with `#`. */
function isLabel(content: string | undefined): boolean {
  return /^\s*#/.test(content ?? '');
}

function firstLine(text: string): string {
  return text.split(/[\r\n]/)[0] ?? '';
}
