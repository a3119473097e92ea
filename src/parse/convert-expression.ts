import type { Expression as AcornExpression, SpreadElement } from 'acorn';

import type { BinaryOperator, ExpressionNode } from '../base/expression.ts';
import * as say from '../base/messages/parse.ts';
import { ExpressionError } from './expression-error.ts';

const OPERATORS: { readonly [operator in BinaryOperator]: true } = {
  ...{ '+': true, '-': true, '*': true, '/': true, '%': true, '&&': true, '||': true },
  ...{ '<': true, '<=': true, '>': true, '>=': true, '==': true, '!=': true, '===': true, '!==': true },
};

/** A function `if(…)` and a row's `case` are keywords to acorn, which reads them under names of the same length. */
export const CONDITION = '$$';
export const CASE = '$$$$';

/** acorn's tree as the author's language has it. Throws an ExpressionError at what it does not have. */
export function convertExpression(node: AcornExpression): ExpressionNode {
  const { start, end } = node;
  switch (node.type) {
    case 'Literal':
      return { type: 'literal', start, end, value: literalValue(node.value, start) };
    case 'Identifier':
      return { type: 'name', start, end, name: nameOf(node) };
    case 'ParenthesizedExpression':
      return convertExpression(node.expression);
    case 'UnaryExpression':
      return convertUnary(node);
    case 'ConditionalExpression':
      return {
        type: 'conditional',
        start,
        end,
        test: convertExpression(node.test),
        then: convertExpression(node.consequent),
        otherwise: convertExpression(node.alternate),
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
    operand: convertExpression(node.argument),
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
  return convertExpression(item);
}

function convertMember(node: Extract<AcornExpression, { type: 'MemberExpression' }>): ExpressionNode {
  if (node.optional) throw new ExpressionError(say.expressionHasNo('operator "?."'), node.property.start);
  if (node.object.type === 'Super') throw new ExpressionError(say.expressionHasNo('"super"'), node.start);
  const { start, end } = node;
  const object = convertExpression(node.object);
  if (node.property.type === 'PrivateIdentifier') {
    throw new ExpressionError(say.expressionHasNo('private names'), node.property.start);
  }
  if (node.computed && node.property.type === 'Literal' && typeof node.property.value === 'string') {
    const { value, start: propertyStart } = node.property;
    return { type: 'member', start, end, object, property: value, propertyStart };
  }
  if (node.computed) return { type: 'index', start, end, object, index: convertExpression(node.property) };
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
  return {
    type: 'binary',
    start,
    end,
    operator,
    left: convertExpression(node.left),
    right: convertExpression(node.right),
  };
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
    return { name: memberName(property.key), value: convertExpression(property.value) };
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
