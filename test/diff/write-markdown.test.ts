import type { Nodes, Root, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';

import type { PrintChange } from '../../src/base/document-print.ts';
import { numberHeaders } from '../../src/base/messages/diff.ts';
import { type Diff, writeMarkdown } from '../../src/diff/write-markdown.ts';

const sentence = '© &copy; <b>a</b> | `b` *c* $d$ [e](f) #1 @g \\| ~h~ 5_6_ reaches …';
const expression = "mlp.f1 > 0.5 || mlp['a`b'] ? '&amp;' : '<i>'";
const locked: PrintChange = {
  of: 'number',
  type: 'changed',
  place: { file: 'report/02|_a_.md', line: 12, column: 7 },
  sentence,
  cell: null,
  id: null,
  expression,
  results: [],
  aspects: [
    { aspect: 'text', locked: '1 & 2', now: '&lt;' },
    { aspect: 'format', locked: '|.2f', now: '.3f' },
  ],
};
const claim: PrintChange = {
  ...locked,
  of: 'claim',
  id: 'a&b',
  aspects: [{ aspect: 'condition', locked: 'a || b', now: 'a | b' }],
};

const parse = (diff: Partial<Diff>): Root =>
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .parse(
      writeMarkdown({
        from: 'main|&lt;',
        to: 'x_y_z',
        changes: [locked, claim],
        beyond: new Set([locked]),
        summary: '2 numbers * 3',
        ...diff,
      }),
    );

const typesOf = (node: Nodes): string[] => [
  node.type,
  ...('children' in node ? node.children.flatMap(typesOf) : []),
];

describe('what changed, as Markdown', () => {
  test('shows sentences, expressions and names as they are, in a table', () => {
    const tables = parse({}).children.filter((node): node is Table => node.type === 'table');
    const cells = tables.map(({ children }) =>
      children.map((row) => row.children.map((cell) => textOf(cell).replace(/<br>/g, ' '))),
    );
    expect(cells).toEqual([
      [
        [...numberHeaders],
        [
          'report/02|_a_.md:12:7',
          sentence,
          '1 & 2',
          '&lt;',
          'beyond tolerance',
          `${expression} format was |.2f`,
        ],
      ],
    ]);
  });

  test('and in lists, headings and the summary', () => {
    const tree = parse({ changes: [claim] });
    const text = textOf(tree);
    for (const words of ['main|&lt; → x_y_z', '2 numbers * 3', sentence, 'a&b', 'a || b -> a | b'])
      expect(text).toContain(words);
    expect([...new Set(typesOf(tree))].sort()).toEqual([
      'heading',
      'inlineCode',
      'list',
      'listItem',
      'paragraph',
      'root',
      'strong',
      'text',
    ]);
  });

  test('says that nothing changed', () => {
    expect(textOf(parse({ changes: [] }))).toContain('as in main|&lt;.');
  });
});
