import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { ExpressionNode } from '../../src/base/expression.ts';
import * as say from '../../src/base/messages/parse.ts';
import { parseExpression } from '../../src/parse/expression.ts';
import { fileText } from '../../src/parse/source-text.ts';

function parse(text: string): { root: ExpressionNode | null; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const root = parseExpression(fileText('a.md', text), diagnostics)?.root ?? null;
  return { root, diagnostics };
}

/** Writes a tree back, fully bracketed. */
function write(node: ExpressionNode): string {
  switch (node.type) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'name':
      return node.name;
    case 'member':
      return `${write(node.object)}.${node.property}`;
    case 'index':
      return `${write(node.object)}[${write(node.index)}]`;
    case 'call':
      return `${node.callee}(${node.arguments.map(write).join(', ')})`;
    case 'unary':
      return `(${node.operator} ${write(node.operand)})`;
    case 'binary':
      return `(${write(node.left)} ${node.operator} ${write(node.right)})`;
    case 'conditional':
      return `(${write(node.test)} ? ${write(node.then)} : ${write(node.otherwise)})`;
    case 'list':
      return `[${node.items.map(write).join(', ')}]`;
    case 'record':
      return `{${node.members.map((member) => `${member.name}: ${write(member.value)}`).join(', ')}}`;
  }
}

const name = fc.stringMatching(/^[a-h][a-h0-9_]{0,4}$/).filter((word) => !['do', 'if', 'in'].includes(word));
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(
      name,
      fc.nat().map(String),
      fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
    ),
    fc.tuple(name, name).map(([object, property]) => `${object}.${property}`),
    fc
      .tuple(fc.constantFrom('mean', 'if', 'best'), tie('expression'))
      .map(([callee, one]) => `${callee}(${one}, ${one})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '<=', '===', '&&'), tie('expression'))
      .map((parts) => `(${parts.join(' ')})`),
    fc.tuple(tie('expression'), tie('expression')).map(([one, other]) => `(${one} ? ${other} : [${one}])`),
    tie('expression').map((one) => `(- ${one})`),
    tie('expression').map((one) => `{a: ${one}}.a`),
  ),
}));

describe('parseExpression', () => {
  it('gives every tree back as it was written', () => {
    fc.assert(
      fc.property(expression, (text) => {
        fc.pre(text.length < 2000);
        const { root, diagnostics } = parse(text);
        expect(diagnostics).toEqual([]);
        expect(root && write(root)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the offset of every name', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const check = (node: unknown): void => {
          if (typeof node !== 'object' || node === null) return;
          if ('type' in node && node.type === 'member' && 'property' in node && 'propertyStart' in node) {
            expect(text.startsWith(String(node.property), Number(node.propertyStart))).toBe(true);
          }
          if ('type' in node && node.type === 'name' && 'name' in node && 'start' in node) {
            expect(text.startsWith(String(node.name), Number(node.start))).toBe(true);
          }
          Object.values(node).forEach(check);
        };
        check(parse(text).root);
      }),
      { numRuns: 100 },
    );
  });

  it('answers any text with a tree or one diagnostic inside it', () => {
    const pieces = fc.array(fc.constantFrom(...Array.from('([{}])"\'`/\\!-+?:.,;=>ax1 \n$#@')), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((list) => list.join('')),
        ),
        (text) => {
          const { root, diagnostics } = parse(text);
          expect(diagnostics.length).toBe(root === null ? 1 : 0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each(['(', '[', '!', '-', 'a?', '{a:', 'a.b['])('refuses %s without end', (piece) => {
    expect(parse(piece.repeat(50_000)).diagnostics).toHaveLength(1);
  });

  it.each([
    ['class', 1, 'class'],
    ['a + new', 5, 'new'],
    ['in', 1, 'in'],
    ['class.x', 1, 'class'],
    ['a == null ? default : 1', 13, 'default'],
  ])('says of %s which word is reserved, and where', (text, column, word) => {
    const [{ message, place } = { message: '' }] = parse(text).diagnostics;
    expect([message, place?.column]).toEqual([say.nameIsKeyword(word), column]);
  });

  it.each([
    ['typeof a', 'operator "typeof"'],
    ['a in b', 'operator "in"'],
    ['this.a', '"this"'],
    ['new a()', '"new"'],
  ])('has no %s', (text, what) => {
    expect(parse(text).diagnostics.map(({ message }) => message)).toEqual([say.expressionHasNo(what)]);
  });

  it('takes reserved words in texts, at the end of paths and as keys, and the case of a row', () => {
    for (const text of [
      '"class"',
      'row.class',
      '{"in": 1}.in',
      'case',
      '{case: case}',
      '(case + row.case)',
    ]) {
      const { root, diagnostics } = parse(text);
      expect(diagnostics).toEqual([]);
      expect(root && write(root)).toBe(text.replace('"in"', 'in'));
    }
  });
});
