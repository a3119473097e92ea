import { exemptions } from './exemptions.ts';
import { plainShape } from './plain-shape.ts';

/** A number as it stands in a text. */
export interface WrittenNumber {
  /** Offset of `text`. */
  at: number;
  /** Sign, digits, exponent, and a percent sign that is stuck to it. */
  text: string;
  /** A percent sign or word follows behind a space. */
  percent: boolean;
}

const DIGITS = String.raw`(?:[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:[.,·][0-9]+)?|[0-9]+(?:[.,'’_·][0-9]+)*|(?<![A-Za-z])\.[0-9]+)`;
const SUPERSCRIPT = '[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+';
const POWER = String.raw`(?:\^[({]?[+\-−]?[0-9]+[)}]?|${SUPERSCRIPT})`;
const EXPONENT = String.raw`(?:[eE][+\-−]?[0-9]+(?![A-Za-z])|\s?[×x·*]\s?10${POWER}|${POWER})`;
const NUMBER = new RegExp(
  String.raw`(?<sign>(?<![A-Za-z0-9\ufffc)\]])[+\-−±])?(?<digits>${DIGITS}${EXPONENT}?(?:[/⁄][0-9]+)?[¼-¾⅐-⅞]?|[¼-¾⅐-⅞])(?<percent>[%‰])?(?<spaced>[\s\u00a0](?:%|‰|per ?cent(?![A-Za-z])))?`,
  'g',
);
const NUMERAL = /\p{N}/u;

/** The numbers of a text that are no names, dates, ordinals or references, in order. */
export function findNumbers(text: string): WrittenNumber[] {
  if (!NUMERAL.test(text)) return [];
  const shape = plainShape(text);
  const matches = Array.from(shape.matchAll(NUMBER), readMatch);
  return withoutExempt(matches, shape).map(({ at, end, percent }) => ({
    at,
    text: text.slice(at, end),
    percent,
  }));
}

interface Span {
  from: number;
  to: number;
}

/** A match: its digits as a span, and all that belongs to it. */
interface Match extends Span {
  at: number;
  end: number;
  percent: boolean;
}

function readMatch({ index, groups = {} }: RegExpExecArray): Match {
  const { sign = '', digits = '', percent = '', spaced } = groups;
  const from = index + sign.length;
  const to = from + digits.length;
  return { at: index, from, to, end: to + percent.length, percent: spaced !== undefined };
}

/** Rule by rule, until no number is left to ask for: most texts need few of them. */
function withoutExempt(matches: readonly Match[], text: string): readonly Match[] {
  let left = withoutCovered(matches, findEnumeration(text));
  for (const { pattern } of exemptions) {
    if (left.length === 0) break;
    const spans = Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
      from: index,
      to: index + found.length,
    }));
    left = withoutCovered(left, spans);
  }
  return left;
}

/** Both in the order of the text; a number is covered where one span holds all its digits. */
function withoutCovered(matches: readonly Match[], spans: readonly Span[]): readonly Match[] {
  let next = 0;
  return matches.filter(({ from, to }) => {
    while ((spans[next]?.to ?? Infinity) < to) next += 1;
    const span = spans[next];
    return !span || span.from > from;
  });
}

const ENUMERATOR = /(?<=^|[\s(])\(?(\d{1,2})\)(?=\s|$)/gm;

/** `(1) … (2) …`, `1) … 2) …`: counts up from one and has a second member, so it numbers what follows. */
function findEnumeration(text: string): Span[] {
  const spans: Span[] = [];
  for (const { index, 0: found, 1: number } of text.matchAll(ENUMERATOR)) {
    if (Number(number) === spans.length + 1) spans.push({ from: index, to: index + found.length });
  }
  return spans.length > 1 ? spans : [];
}
