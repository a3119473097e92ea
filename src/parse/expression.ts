import { parseExpressionAt, type Expression as AcornExpression } from 'acorn';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Expression, ExpressionNode } from '../base/expression.ts';
import * as say from '../base/messages/parse.ts';
import { CASE, CONDITION, convertExpression } from './convert-expression.ts';
import { ExpressionError } from './expression-error.ts';
import { KEYWORDS } from './keywords.ts';
import { moveNode } from './move-node.ts';
import { joinTexts, type SourceText } from './source-text.ts';

/** Brackets within brackets, and characters: so that no walk over the tree exhausts the stack. */
const DEEPEST = 100;
const LONGEST = 2000;

/** One list of several expressions, each with its own places; null where one is a mistake. */
export function parseList(sources: readonly SourceText[], diagnostics: Diagnostic[]): Expression | null {
  // Each is read alone, so that no bracket of one closes in another.
  const parsed = sources.map((source) => parseExpression(source, diagnostics));
  const brackets = { before: '[', between: ', ', after: ']' };
  const joined = joinTexts(sources, brackets);
  const items: ExpressionNode[] = [];
  let start = brackets.before.length;
  for (const expression of parsed) {
    if (expression === null) return null;
    items.push(moveNode(expression.root, start));
    start += expression.source.length + brackets.between.length;
  }
  const root: ExpressionNode = { type: 'list', start: 0, end: joined.text.length, items };
  return { source: joined.text, root, at: (offset) => joined.placeAt(offset) };
}

/** Parses an expression of the author's language; a mistake becomes a diagnostic at its column, and null comes back. */
export function parseExpression(
  source: SourceText,
  diagnostics: Diagnostic[],
  longest = LONGEST,
): Expression | null {
  try {
    const root = readWhole(source.text, longest);
    return { source: source.text, root, at: (offset) => source.placeAt(offset) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    diagnostics.push({
      rule: 'expression-is-valid',
      message: error.message,
      place: source.placeAt(error.offset),
    });
    return null;
  }
}

/** Texts are skipped, and so are words after a point or before a colon: those are names already. */
const WORDS =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<![\w$]|\.\s*)[a-z]+(?![\w$])(?!(?<=[{,]\s*[a-z]+)\s*:)/g;

function renameKeywords(text: string): string {
  return text.replace(WORDS, (word, offset: number) => {
    if (word === 'if') return /^\s*\(/.test(text.slice(offset + word.length)) ? CONDITION : word;
    return word === 'case' ? CASE : word;
  });
}

/** The first keyword that stands where only a name could, up to an offset. */
function findKeyword(text: string, offset: number): { word: string; start: number } | null {
  for (const { 0: word, index: start } of text.matchAll(WORDS)) {
    if (start <= offset && KEYWORDS.has(word)) return { word, start };
  }
  return null;
}

function readWhole(text: string, longest: number): ExpressionNode {
  if (text.trim() === '') throw new ExpressionError(say.expressionIsEmpty(), 0);
  refuseSize(text, longest);
  const node = readAcorn(text);
  const after = text.slice(node.end);
  const rest = after.search(/\S/);
  if (rest >= 0) throw new ExpressionError(say.expressionGoesOn(after.trim()), node.end + rest);
  return convertExpression(node);
}

/** Longer or deeper ones could exhaust the parser's stack before any tree exists. */
function refuseSize(text: string, longest: number): void {
  if (text.length > longest) throw new ExpressionError(say.expressionIsTooLong(longest), longest);
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if ('([{'.includes(text.charAt(index))) depth += 1;
    if (')]}'.includes(text.charAt(index))) depth -= 1;
    if (depth > DEEPEST) throw new ExpressionError(say.expressionIsTooDeep(DEEPEST), index);
  }
}

function readAcorn(text: string): AcornExpression {
  try {
    const options = { ecmaVersion: 2023, sourceType: 'script', preserveParens: true, onComment } as const;
    return parseExpressionAt(renameKeywords(text), 0, options);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    const keyword = findKeyword(text, offset);
    if (keyword) throw new ExpressionError(say.nameIsKeyword(keyword.word), keyword.start);
    throw new ExpressionError(say.expressionIsWrong(text, offset, plainReason(error.message)), offset);
  }
}

/** acorn would skip it, and with it what an author meant to be read. */
function onComment(_block: boolean, _text: string, start: number): never {
  throw new ExpressionError(say.expressionHasNo('comments'), start);
}

/** acorn ends its messages in `(line:column)` of the expression, which means nothing in the author's file. */
function plainReason(message: string): string {
  return message.replace(/\s*\(\d+:\d+\)$/, '').toLowerCase();
}
