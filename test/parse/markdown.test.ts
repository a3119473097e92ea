import fc from 'fast-check';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import { parseInput } from './memory.ts';
import { startCpuTime } from '../support/cpu-time.ts';

const plain = unified().use(remarkParse).use(remarkGfm);

async function tree(text: string): Promise<Root> {
  const { sources } = await parseInput(text);
  return sources[0]!.tree;
}

const prose = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'word',
        ' ',
        ' ',
        '\n',
        '\n\n',
        '*',
        '_',
        '`',
        '# ',
        '- ',
        '1. ',
        '> ',
        '[a](b)',
        '[^1]',
        '| a | b |\n|--|--|\n',
      ],
      ...[
        '10:30[^1]',
        '3:1',
        'a:b',
        ': ',
        'See:foo[docs](http://x)',
        '$5',
        '$10 ',
        'a@b.cd',
        '~~',
        '\\',
        '&amp;',
        '    ',
        '![',
        ']',
      ],
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

const wild = fc
  .array(
    fc.constantFrom(
      ...[
        ':value[',
        ':value',
        'a.b',
        ']',
        '{format=".2f"}',
        '{',
        '}',
        '"',
        "'",
        ':::table{of="a"}',
        ':::',
        '\n',
        '\n\n',
        '::excerpt',
      ],
      ...[
        ':::figure',
        '```yaml\n',
        'alt: x\n',
        '```',
        '$$',
        '$',
        '\\result{',
        '@tbl-x',
        '[@a; ',
        '# ',
        '{#sec-a}',
        '> ',
        '- ',
        '| ',
        '\t',
      ],
      ...[
        '\r\n',
        '\r',
        '\0',
        '\uFEFF',
        'é',
        '😀',
        '<!--',
        '-->',
        '![',
        '](',
        ')',
        'columns: [',
        '\\',
        '&quot;',
        ':::experiment{#x task=t}',
      ],
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

/** What the audit needs beyond the tree itself. */
function withoutPlaces(root: Root): Root {
  visit(root, ['text', 'code'], (node) => {
    if (node.data && 'textAt' in node.data) delete node.data;
  });
  return root;
}

describe('parseMarkdown', () => {
  it('reads prose as plain remark does', async () => {
    await fc.assert(
      fc.asyncProperty(prose, async (text) => {
        fc.pre(!/!\[[^\]]*\]\(/.test(text));
        expect(withoutPlaces(await tree(text))).toEqual(plain.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('answers any text with a tree or with mistakes at their places', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(wild, fc.string({ unit: 'binary' })), async (text) => {
        try {
          await parseInput(text);
        } catch (error) {
          if (!(error instanceof ReportError)) throw error;
          const lines = text.split(/\r\n|\n|\r/);
          for (const { place } of error.diagnostics) {
            expect(place?.file).toBe('input.md');
            expect(place?.line).toBeLessThanOrEqual(lines.length);
            expect(place?.column).toBeLessThanOrEqual((lines[(place?.line ?? 1) - 1]?.length ?? 0) + 1);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '> ',
    '- ',
    '[',
    '*',
    ':value[',
    '[@a',
    '$',
    '$a',
    '$$',
    ':value[a]{',
    '(',
    '`',
    '@a',
    ':::table\n',
    '![',
    '"',
  ])('takes %j a thousand times over', async (piece) => {
    const cpuTime = startCpuTime();
    await parseInput(piece.repeat(1000)).catch((error: unknown) => {
      if (!(error instanceof ReportError)) throw error;
    });
    expect(cpuTime()).toBeLessThan(5000);
  });
});
