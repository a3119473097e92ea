import { parseExpressionAt, type Expression as AcornExpression, type SpreadElement } from 'acorn';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { BinaryOperator, Expression, ExpressionNode } from '../base/expression.ts';
import * as say from '../base/messages/parse.ts';
import { KEYWORDS } from './keywords.ts';
import { joinTexts, type SourceText } from './source-text.ts';

const OPERATORS: { readonly [operator in BinaryOperator]: true } = {
  ...{ '+': true, '-': true, '*': true, '/': true, '%': true, '&&': true, '||': true },
  ...{ '<': true, '<=': true, '>': true, '>=': true, '==': true, '!=': true, '===': true, '!==': true },
};

/** Brackets within brackets, and characters: so that no walk over the tree exhausts the stack. */
const DEEPEST = 100;
const LONGEST = 2000;

/** A mistake at an offset of the expression. */
class ExpressionError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

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

/** The same node, so much further on in a longer text. */
function moveNode(node: ExpressionNode, by: number): ExpressionNode {
  const move = (part: ExpressionNode): ExpressionNode => moveNode(part, by);
  const [start, end] = [node.start + by, node.end + by];
  switch (node.type) {
    case 'literal':
    case 'name':
      return { ...node, start, end };
    case 'member':
      return { ...node, start, end, object: move(node.object), propertyStart: node.propertyStart + by };
    case 'index':
      return { ...node, start, end, object: move(node.object), index: move(node.index) };
    case 'call':
      return { ...node, start, end, arguments: node.arguments.map(move) };
    case 'unary':
      return { ...node, start, end, operand: move(node.operand) };
    case 'binary':
      return { ...node, start, end, left: move(node.left), right: move(node.right) };
    case 'conditional': {
      const [test, then, otherwise] = [move(node.test), move(node.then), move(node.otherwise)];
      return { ...node, start, end, test, then, otherwise };
    }
    case 'list':
      return { ...node, start, end, items: node.items.map(move) };
    case 'record': {
      const members = node.members.map(({ name, value }) => ({ name, value: move(value) }));
      return { ...node, start, end, members };
    }
  }
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

/** A function `if(…)` and a row's `case` are keywords to acorn, which reads them under names of the same length. */
const CONDITION = '$$';
const CASE = '$$$$';

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
  return convert(node);
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

function convert(node: AcornExpression): ExpressionNode {
  const { start, end } = node;
  switch (node.type) {
    case 'Literal':
      return { type: 'literal', start, end, value: literalValue(node.value, start) };
    case 'Identifier':
      return { type: 'name', start, end, name: nameOf(node) };
    case 'ParenthesizedExpression':
      return convert(node.expression);
    case 'UnaryExpression':
      return convertUnary(node);
    case 'ConditionalExpression':
      return {
        type: 'conditional',
        start,
        end,
        test: convert(node.test),
        then: convert(node.consequent),
        otherwise: convert(node.alternate),
      };
    case 'ArrayExpression':
      return { type: 'list', start, end, items: node.elements.map((item) => convertItem(item, start)) };
    case 'MemberExpression':
      return convertMember(node);
    case 'CallExpression':
      return convertCall(node);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return convertBinary(node);
    case 'ObjectExpression':
      return convertRecord(node);
    default:
      throw new ExpressionError(say.expressionHasNo(nameOfSyntax(node.type)), start);
  }
}

function convertUnary(node: Extract<AcornExpression, { type: 'UnaryExpression' }>): ExpressionNode {
  const { start, end } = node;
  return {
    type: 'unary',
    start,
    end,
    operator: unaryOperator(node.operator, start),
    operand: convert(node.argument),
  };
}

function nameOf({ name }: { name: string }): string {
  return name === CASE ? 'case' : name;
}

function literalValue(value: unknown, start: number): number | string | boolean | null {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ExpressionError(say.expressionHasNo('numbers of that size'), start);
  }
  if (
    value === null ||
    typeof value === 'number' ||
    typeof value === 'string' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  throw new ExpressionError(
    say.expressionHasNo(typeof value === 'bigint' ? 'big integers' : 'regular expressions'),
    start,
  );
}

function unaryOperator(operator: string, start: number): '-' | '+' | '!' {
  if (operator === '-' || operator === '+' || operator === '!') return operator;
  throw new ExpressionError(say.expressionHasNo(`operator "${operator}"`), start);
}

function convertItem(item: AcornExpression | SpreadElement | null, start: number): ExpressionNode {
  if (item === null) throw new ExpressionError(say.expressionHasNo('empty list items'), start);
  if (item.type === 'SpreadElement')
    throw new ExpressionError(say.expressionHasNo('operator "..."'), item.start);
  return convert(item);
}

function convertMember(node: Extract<AcornExpression, { type: 'MemberExpression' }>): ExpressionNode {
  if (node.optional) throw new ExpressionError(say.expressionHasNo('operator "?."'), node.property.start);
  if (node.object.type === 'Super') throw new ExpressionError(say.expressionHasNo('"super"'), node.start);
  const { start, end } = node;
  const object = convert(node.object);
  if (node.property.type === 'PrivateIdentifier') {
    throw new ExpressionError(say.expressionHasNo('private names'), node.property.start);
  }
  if (node.computed && node.property.type === 'Literal' && typeof node.property.value === 'string') {
    const { value, start: propertyStart } = node.property;
    return { type: 'member', start, end, object, property: value, propertyStart };
  }
  if (node.computed) return { type: 'index', start, end, object, index: convert(node.property) };
  if (node.property.type !== 'Identifier') {
    throw new ExpressionError(say.expressionHasNo(nameOfSyntax(node.property.type)), node.property.start);
  }
  const { name, start: propertyStart } = node.property;
  return { type: 'member', start, end, object, property: name, propertyStart };
}

function convertCall(node: Extract<AcornExpression, { type: 'CallExpression' }>): ExpressionNode {
  if (node.callee.type !== 'Identifier' || node.optional) {
    throw new ExpressionError(say.onlyFunctionsAreCalled(), node.callee.start);
  }
  const values = node.arguments.map((argument) => convertItem(argument, node.start));
  return {
    type: 'call',
    start: node.start,
    end: node.end,
    callee: node.callee.name === CONDITION ? 'if' : node.callee.name,
    arguments: values,
  };
}

function convertBinary(
  node: Extract<AcornExpression, { type: 'BinaryExpression' | 'LogicalExpression' }>,
): ExpressionNode {
  if (!isBinary(node.operator)) {
    throw new ExpressionError(say.expressionHasNo(`operator "${node.operator}"`), node.left.end);
  }
  if (node.left.type === 'PrivateIdentifier') {
    throw new ExpressionError(say.expressionHasNo('private names'), node.left.start);
  }
  const { start, end, operator } = node;
  return { type: 'binary', start, end, operator, left: convert(node.left), right: convert(node.right) };
}

function isBinary(operator: string): operator is BinaryOperator {
  return Object.hasOwn(OPERATORS, operator);
}

function convertRecord(node: Extract<AcornExpression, { type: 'ObjectExpression' }>): ExpressionNode {
  const members = node.properties.map((property) => {
    if (
      property.type === 'SpreadElement' ||
      property.kind !== 'init' ||
      property.computed ||
      property.method
    ) {
      throw new ExpressionError(say.expressionHasNo('computed members'), property.start);
    }
    return { name: memberName(property.key), value: convert(property.value) };
  });
  return { type: 'record', start: node.start, end: node.end, members };
}

function memberName(key: AcornExpression | { type: 'PrivateIdentifier'; start: number }): string {
  if (key.type === 'Identifier') return nameOf(key);
  if (key.type === 'Literal' && typeof key.value === 'string') return key.value;
  throw new ExpressionError(say.expressionHasNo('computed members'), key.start);
}

const SYNTAX: { readonly [type: string]: string } = {
  ChainExpression: 'operator "?."',
  NewExpression: '"new"',
  SequenceExpression: 'commas outside brackets',
  TaggedTemplateExpression: 'template literals',
  ThisExpression: '"this"',
  UpdateExpression: '"++" and "--"',
};

/** `ArrowFunctionExpression` -> `arrow functions`. */
function nameOfSyntax(type: string): string {
  const words = type.replace(/Expression$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return SYNTAX[type] ?? `${words.toLowerCase()}s`;
}
