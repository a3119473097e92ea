import { join } from 'node:path';

import fc from 'fast-check';
import type { PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';

import type { CaptionedFigureNode } from '../../src/base/filled-nodes.ts';
import type { Drawing } from '../../src/emit/drawing.ts';
import { emitMarkdown } from '../../src/emit/markdown/emit-markdown.ts';
import { blocks, documentOf, figure, pixels, printed, reference, table } from '../fixtures/html/nodes.ts';
import { wholeDocument } from '../fixtures/html/whole-document.ts';
import { expectFile } from '../support/expected-file.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path stroke="currentColor"/></svg>';
const drawn: Drawing = { type: 'svg', svg, width: 10, height: 10 };

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const parse = (markdown: string): Root => parser.parse(markdown);

function figuresIn(root: Root): Map<CaptionedFigureNode, Drawing> {
  const drawings = new Map<CaptionedFigureNode, Drawing>();
  visit(root, 'captionedFigure', (node) => {
    const { picture } = node;
    drawings.set(node, picture.type === 'bitmap' ? { ...picture, type: 'bitmap' } : drawn);
  });
  return drawings;
}

function write(...children: RootContent[]): string {
  const document = documentOf(children);
  const [report] = emitMarkdown(document, figuresIn(document.root));
  return String(report?.content)
    .replace(/^# A title\n+/, '')
    .replace(/\n+Of every number \[[^\n]*\n$/, '\n');
}

const words = (node: unknown): string => textOf(node, { includeHtml: false });
const sentence = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });
const text = (value: string): PhrasingContent => ({ type: 'text', value });

test('a whole document', () => {
  const document = wholeDocument();
  const files = emitMarkdown(document, figuresIn(document.root));
  expect(files.map((file) => file.path)).toEqual([
    'report.md',
    'report-provenance.md',
    'report-files/fig-curves.svg',
    'report-files/fig-confusion.svg',
    'report-files/fig-mistakes.png',
  ]);
  expectFile(join(import.meta.dirname, '../fixtures/markdown/whole.md'), String(files[0]?.content));
});

test('every link within the page leads to an anchor of the page', () => {
  const document = wholeDocument();
  const markdown = String(emitMarkdown(document, figuresIn(document.root))[0]?.content);
  const anchors = new Set(
    [...markdown.matchAll(/<(?:a|div) id="([^"]*)"><\/(?:a|div)>/g)].map((match) => match[1]),
  );
  const targets: string[] = [];
  visit(parse(markdown), 'link', ({ url }) => {
    if (url.startsWith('#')) targets.push(url.slice(1));
  });
  expect(targets.length).toBeGreaterThan(10);
  // The fixture's mark leads to a note that it does not have.
  expect(targets.filter((target) => !anchors.has(target) && target !== 'note-engine')).toEqual([]);
});

describe('text comes back as it was', () => {
  const awkward = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.constantFrom(
          '|',
          '$',
          '*',
          '_',
          '<b>',
          '<!-- x -->',
          '&amp;',
          '[^1]',
          '[a](b)',
          '1. ',
          '- ',
          '#',
          '~',
          '\\',
          ':value[x]',
          '`',
          '@',
          'https://a.b',
          '!',
          '+ ',
          '$5 and $6',
          '    ',
        ),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join('').replace(/\s+/gu, ' ').trim())
    .filter((value) => value !== '');

  test('in a paragraph, where a number stands beside it', () => {
    fc.assert(
      fc.property(awkward, fc.constantFrom('1', '50,992', '−3.5'), awkward, (before, value, after) => {
        const tree = parse(
          write(sentence(printed(value, 'a.b'), text(before), printed(value, 'a.b'), text(after))),
        );
        expect(tree.children).toHaveLength(1);
        expect(words(tree)).toBe(value + before + value + after);
      }),
      { numRuns: 300 },
    );
  });

  test('in a cell, a heading and a caption', () => {
    fc.assert(
      fc.property(awkward, (value) => {
        const node = table({ id: 'tbl-x', label: 'Table 1', caption: '', align: ['left'], rows: [['head']] });
        node.rows = [[[text(value)]]];
        node.children = [text(value)];
        const tree = parse(write({ type: 'heading', depth: 2, children: [text(value)] }, node));
        const [heading, caption, written] = tree.children;
        expect(words(heading)).toBe(value);
        expect(words(caption)).toBe(`Table 1. ${value}`);
        expect(words(written)).toBe(`head${value}`);
      }),
      { numRuns: 300 },
    );
  });

  test('Markdown of an author keeps its structure', () => {
    const markdown =
      '> [!NOTE]\n> Mind the gap.\n\n- [x] done\n- [ ] open\n\n  second\n\n***\n\n```js\na | b\n```\n\n1. one\n2. two\n\na\\\nb *c **d** e*f `` ` `` ~~g~~ [h](<i j> "k") ![l](m.png)\n\n| a | b |\n|--:|:--|\n| `x \\| y` | $z$ |\n';
    const bare = (tree: Root): unknown =>
      JSON.parse(
        JSON.stringify(tree, (name, value: unknown) =>
          ['position', 'data'].includes(name) ? undefined : value,
        ),
      );
    expect(bare(parse(write(...parse(markdown).children)))).toEqual(bare(parse(markdown)));
  });
});

describe('what a forge would misread', () => {
  test('a callout stays a callout', () => {
    const callout = (text: string): RootContent => ({
      type: 'blockquote',
      data: { callout: { kind: 'note' } },
      children: blocks(text),
    });
    expect(write(callout('Mind *the* gap.'))).toBe('> [!NOTE]\n> Mind *the* gap.\n');
    expect(write(callout('- Mind\n- the gap'))).toBe('> [!NOTE]\n>\n> - Mind\n> - the gap\n');
    expect(write(...blocks('> \\[!NOTE]\n> Mind *the* gap.'))).toBe('> \\[!NOTE]\n> Mind *the* gap.\n');
  });

  test('HTML of an author is text', () => {
    const tag: PhrasingContent = { type: 'html', value: '<script>' };
    expect(write(sentence(tag, text('x')))).toBe('\\<script>x\n');
  });

  test('bars of formulas in cells are named', () => {
    const node = table({ id: 'tbl-x', label: 'Table 1', caption: 'Norms', align: ['left'], rows: [['n']] });
    const math = (value: string): PhrasingContent => ({ type: 'inlineMath', value });
    node.rows = [[[math('|x|')]], [[math('\\|x\\|_2')]], [[math('p(x | y) \\\\| \\left|b\\right|')]]];
    const [head, ...rows] = write(node)
      .split('\n')
      .filter((line) => line.startsWith('|') && !line.includes('---'));
    expect(head).toMatch(/^\| n +\|$/);
    expect(rows.map((line) => line.slice(2, -1).trim())).toEqual([
      '$\\vert x\\vert$',
      '$\\Vert x\\Vert_2$',
      '$p(x \\vert y) \\\\\\vert \\left\\vert b\\right\\vert$',
    ]);
  });

  test('an equation has its number, and no blank line', () => {
    const value = 'a &= b % why\n\n+ c % because';
    const place = { file: 'a.md', line: 1, column: 1 };
    expect(
      write({ type: 'numberedEquation', value, unmarked: value, id: 'eq-a', number: 3, origins: [], place }),
    ).toBe('<div id="eq-a"></div>\n\n$$\na &= b % why\n+ c % because\n\\tag{3}\n$$\n');
  });

  test('a mark stands bare', () => {
    expect(write(sentence(printed('7', 'a.b'), reference('note', '†', 'note'), text('.')))).toBe('7†.\n');
  });
});

describe('pictures', () => {
  test('a drawing stands on paper of its own, its ink dark', () => {
    const document = documentOf([figure(pixels(1, 1), { id: 'fig-x' })]);
    const files = emitMarkdown(
      document,
      new Map([...figuresIn(document.root).keys()].map((node) => [node, drawn])),
    );
    expect(files[1]).toEqual({
      path: 'report-files/fig-x.svg',
      content:
        '<svg style="background:#fff;color:#1a1a1a" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="100%" height="100%" fill="#fff"/><path stroke="currentColor"/></svg>',
    });
  });

  test('few pixels are shown enlarged, their alternative text with them', () => {
    const alt = 'a "b" & c <d>\ne';
    expect(write(figure(pixels(28, 28), { id: null, alt }))).toContain(
      '<img src="report-files/figure-1.png" alt="a &quot;b&quot; &amp; c &lt;d> e" width="476">\n',
    );
  });

  test('names that differ in case only do not meet in one file', () => {
    const document = documentOf([
      figure(pixels(1, 1), { id: 'fig-a' }),
      figure(pixels(1, 1), { id: 'fig-A' }),
    ]);
    const files = emitMarkdown(document, figuresIn(document.root));
    expect(files.map((file) => file.path)).toEqual([
      'report.md',
      'report-files/fig-a.png',
      'report-files/fig-A-2.png',
    ]);
  });

  test('an image of the prose comes along', () => {
    const content = new Uint8Array([1]);
    const images = new Map([['report/img/a b.png', { mediaType: 'image/png', content }]]);
    const document = documentOf([sentence({ type: 'image', url: 'report/img/a b.png', alt: 'A' })], {
      images,
    });
    const [report, file] = emitMarkdown(document, new Map());
    expect(report?.content).toContain('![A](report-files/a-b.png)');
    expect(file).toEqual({ path: 'report-files/a-b.png', content });
  });
});

test('a published figure is in italics, and said to be before the first', () => {
  const figure = printed('0.90', 'published.f1');
  figure.origin = { ...figure.origin, jobs: [], published: true };
  const written = write(
    sentence(text('F1 was '), figure, text(', and is '), printed('0.8', 'a.f1'), text('.')),
  );
  expect(written).toContain('F1 was *0.90*, and is 0.8.');
  expect(written.indexOf('such as *0.90*')).toBeLessThan(written.indexOf('F1 was'));
  expect(write(sentence(printed('0.8', 'a.f1')))).not.toContain('such as');
});
