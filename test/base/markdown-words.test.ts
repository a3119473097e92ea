import fc from 'fast-check';
import type { Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';

import { cellCode, codeWords, plainWords, writeTable } from '../../src/base/markdown-words.ts';

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const blocksOf = (markdown: string): Root['children'] => parser.parse(markdown).children;

/** What people and tasks write, and what Markdown makes something of. */
const signs = [
  '\\|',
  '|',
  'a | b',
  '`',
  'www.a.org',
  'http://',
  'a@b.org',
  'a',
  ' ',
  '1',
  '#',
  '1. ',
  '- ',
  '&amp;',
];

// A parser takes control characters and lone surrogates for others; no expression has any.
const words = fc
  .array(fc.oneof(fc.constantFrom(...signs), fc.string()), { maxLength: 12 })
  .map((parts) =>
    parts
      .join('')
      .replace(/[^\x20-\x7e]/g, 'é')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .filter((text) => text !== '');

const runs = { numRuns: 500 };

describe('words and code come out of a parser as they went in', () => {
  test('in a sentence, where a bar is a bar', () => {
    fc.assert(
      fc.property(words, words, (plain, code) => {
        const markdown = `- It says ${plainWords(plain)}: ${codeWords(code)}\n  - and more`;
        const [list, ...others] = blocksOf(markdown);
        const [paragraph] = list?.type === 'list' ? (list.children[0]?.children ?? []) : [];
        expect(others).toEqual([]);
        expect(paragraph?.type).toBe('paragraph');
        const parts = paragraph?.type === 'paragraph' ? paragraph.children : [];
        const last = parts.at(-1);
        expect(parts.map((part) => textOf(part)).join('')).toBe(`It says ${plain}: ${code}`);
        expect([last?.type, last && textOf(last)]).toEqual(['inlineCode', code]);
        // remark makes links of mail addresses, escaped or not.
        expect(parts.slice(0, -1).filter(({ type }) => type !== 'text' && type !== 'link')).toEqual([]);
      }),
      runs,
    );
  });

  test('in a table, where a bar ends a cell', () => {
    fc.assert(
      fc.property(words, words, words, (header, plain, code) => {
        const [table, ...others] = blocksOf(
          writeTable([plainWords(header), 'B'], [[plainWords(plain), cellCode(code)]]),
        );
        expect(others).toEqual([]);
        const rows = table?.type === 'table' ? table.children : [];
        expect(rows.map((row) => row.children.map((cell) => textOf(cell)))).toEqual([
          [header, 'B'],
          [plain, code],
        ]);
      }),
      runs,
    );
  });

  test('without a backslash that a reader would see', () => {
    expect(codeWords('a > 1 || b > 2')).toBe('`a > 1 || b > 2`');
    expect(plainWords('a | b')).toBe('a | b');
    expect(writeTable(['A'], [[cellCode('a || b')]])).toContain('| `a \\|\\| b` |');
  });
});
