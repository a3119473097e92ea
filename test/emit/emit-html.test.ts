import { createHash } from 'node:crypto';

import type { Root } from 'mdast';
import { beforeAll, describe, expect, test } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import { equationIsFaulty } from '../../src/base/messages/emit.ts';
import { drawFigures } from '../../src/emit/figure/draw-figures.ts';
import { emitHtml } from '../../src/emit/html/emit-html.ts';
import { cardScript } from '../../src/emit/html/origins/card-script.ts';
import {
  blocks,
  documentOf,
  equation,
  figure,
  pixels,
  printed,
  reference,
  table,
} from '../fixtures/html/nodes.ts';
import { wholeDocument } from '../fixtures/html/whole-document.ts';
import { memoryMade } from '../fixtures/html/memory-made.ts';

// Subsetting fonts takes a second: what one test made serves the next.
const made = memoryMade();

async function pageOf(document = documentOf([])): Promise<string> {
  const drawings = await drawFigures(document.root, made);
  const [file] = await emitHtml(document, drawings, made);
  expect(file?.path).toBe('report.html');
  return String(file?.content);
}

/** What stands in `main`. */
async function textOf(children: Root['children']): Promise<string> {
  const page = await pageOf(documentOf(children));
  return page.slice(page.indexOf('<main'), page.indexOf('</main>'));
}

describe('the whole page', () => {
  let page = '';
  let head = '';
  let body = '';
  beforeAll(async () => {
    page = await pageOf(wholeDocument());
    head = page.slice(0, page.indexOf('<body')).replace(/base64,[^)]*/g, 'base64,');
    // Fonts would fill the screen of whoever reads a failure.
    body = page.slice(page.indexOf('<body'));
  }, 30_000);

  test('asks nobody for anything', () => {
    const loading = [
      ...page.matchAll(/\b(?:src|srcset|data|poster|xlink:href)="([^"]*)"|url\(([^)]*)\)|@import[^;]*/g),
    ];
    const addresses = loading.map(([whole, attribute, url]) => attribute ?? url ?? whole);
    expect(addresses.filter((address) => !/^(?:data:|#)/.test(address))).toEqual([]);
    expect(body).not.toMatch(/<(?:link|iframe|object|embed|base)\b/);
    expect(head).not.toMatch(/<(?:script|link|base)\b/);
  });

  test('runs the script of its cards, told by its digest, and nothing else', () => {
    const scripts = [...body.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
    expect(scripts.map(([, attributes]) => attributes)).toEqual([
      ' type="application/json" id="page.origins"',
      '',
    ]);
    const script = scripts[1]?.[2] ?? '';
    expect(script).toBe(cardScript());
    expect(script).not.toMatch(/\b(?:fetch|import|eval|XMLHttpRequest|WebSocket|innerHTML|localStorage)\b/);
    const digest = createHash('sha256').update(script).digest('base64');
    expect(head).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;; script-src &#x27;sha256-${digest}&#x27;; font-src data:; img-src data:; base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;">`,
    );
  });

  test('runs nothing where no number has a card', async () => {
    const plain = await pageOf(documentOf(blocks('Words only.')));
    expect(plain).not.toContain('<script');
    expect(plain).toContain(
      `style-src &#x27;unsafe-inline&#x27;; font-src data:; img-src data:; base-uri &#x27;none&#x27;;`,
    );
  });

  test('is the same from the same document, with nothing made anew', async () => {
    const before = made.misses();
    expect((await pageOf(wholeDocument())) === page).toBe(true);
    expect(made.misses()).toBe(before);
  });

  test('stays light: fonts are cut down to what is shown', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(400_000);
  });

  test('says its language, title, description and authors', () => {
    expect(head).toMatch(/^<!doctype html><html lang="en-GB">/);
    expect(head).toContain(
      '<title>Sensors on the Body: Recognising Activities with Networks Small and Large</title>',
    );
    expect(head).toMatch(/<meta name="description" content="We build four networks from basic operations/);
    expect(body).toContain('<time datetime="2026-11-23">23 November 2026</time>');
  });

  test('has landmarks, a skip link, and one h1 with sections below it', () => {
    expect(body).toMatch(
      /<a class="skip" href="#page\.text">.*<header class="title">.*<nav class="contents".*<main id="page\.text"/s,
    );
    expect(body.match(/<h1/g)).toHaveLength(1);
    expect(body).toContain('<h2 id="sec-counting"><span class="number">1</span> Counting parameters</h2>');
  });

  test('every link within the page arrives, and ids are unique', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, target]) => target);
    expect(new Set(ids).size).toBe(ids.length);
    // The fixture's engine mark leads to a section that it leaves out.
    expect(targets.filter((target) => !ids.includes(target))).toEqual(['note-engine']);
  });

  test('serves dark screens, paper and the keyboard', () => {
    expect(head).toContain('@media (prefers-color-scheme: dark)');
    expect(head).toMatch(/@page \{ size: A4/);
    expect(head).toMatch(/@media print \{.*nav\.contents, \.skip \{ display: none; \}/s);
    expect(head).toContain(':focus-visible');
  });

  test('embeds KaTeX faces that formulas use, and no others', () => {
    expect(head).toContain('font-family:"KaTeX_Math"');
    expect(head).toContain('font-family:"KaTeX_Caligraphic"');
    expect(head).not.toContain('font-family:"KaTeX_Fraktur"');
  });

  test('formulas stand in cells, captions and notes too, with MathML beside', () => {
    const [cell] = /<td>(?:(?!<\/td>).)*<math /.exec(page) ?? [];
    const [caption] = /<figcaption[^>]*>(?:(?!<\/figcaption>).)*<math /.exec(page) ?? [];
    const [note] = /id="page\.note-fn-n2">(?:(?!<\/li>).)*<math /s.exec(page) ?? [];
    expect([cell, caption, note]).not.toContain(undefined);
  });
});

test('letters of other scripts get fonts of their own, symbols those of the formulas', async () => {
  const page = await pageOf(documentOf(blocks('Plain, Ωmega and ≥.')));
  expect(page).toMatch(
    /font-family:"Source Serif 4";font-style:normal;font-weight:400 700;unicode-range:U\+3A9;/,
  );
  expect(page).toContain('font-family:"KaTeX_Main"');
  expect(page).not.toContain('font-family:"Source Code Pro"');
});

test('no section takes an id of the page’s own, whatever its title', async () => {
  const own = await pageOf(documentOf([figure(pixels(2, 2)), ...notes(), table(captioned)]));
  const isSlug = /^[\p{Letter}\p{Mark}\p{Number}_-]*$/u;
  const slugs = idsOf(own).filter((id) => isSlug.test(id));
  expect(slugs).toEqual(['fig-x', 'tbl-x']);
  expect(own).toMatch(/aria-describedby="page\.notes".*<h2 id="page\.notes">Notes<\/h2>/s);
});

const captioned = {
  id: 'tbl-x',
  label: 'Table 1',
  caption: 'Counts.',
  align: ['left' as const],
  rows: [['n']],
};

function notes(): Root['children'] {
  return [
    { type: 'paragraph', children: [{ type: 'footnoteReference', identifier: '1', label: '1' }] },
    { type: 'footnoteDefinition', identifier: '1', label: '1', children: blocks('A note.') },
  ];
}

function idsOf(page: string): string[] {
  return [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
}

describe('nodes', () => {
  test('an equation keeps its number and id', async () => {
    const html = await textOf([equation('a = b', 'eq-a', 7)]);
    expect(html).toMatch(/<div class="equation" id="eq-a">.*<span class="number">\(7\)<\/span><\/div>/s);
  });

  test('a formula that KaTeX refuses is told at its place', async () => {
    const faulty = emitHtml(documentOf([equation('\\frac{1}{')]), new Map(), made);
    await expect(faulty).rejects.toThrow(ReportError);
    await expect(faulty).rejects.toMatchObject({
      diagnostics: [{ rule: 'equation-is-valid', place: { file: 'report/05.md', line: 12, column: 1 } }],
    });
    const unknown = emitHtml(documentOf([equation('\\nosuch')]), new Map(), made);
    const reason = 'Undefined control sequence: \\nosuch';
    await expect(unknown).rejects.toThrow(equationIsFaulty('\\nosuch', reason));
  });

  test('neither formulas nor links can run or fetch', async () => {
    await expect(textOf([equation('\\href{https://example.org}{x}')])).rejects.toThrow(ReportError);
    const html = await textOf(
      blocks(
        '[a](javascript:alert(1)) [b](JAVASCRIPT:x) [c](data:text/html,x) ![d](http://example.org/d.png)',
      ),
    );
    expect(html).toContain('<p>a b c d</p>');
  });

  test('tags in prose are text, comments are gone', async () => {
    const html = await textOf(
      blocks(
        'a <b onclick="x()">c</b><!-- secret -->\n\n<div>\n<script>x()</script>\n</div>\n\n<!-- all -->',
      ),
    );
    expect(html).toContain('a &#x3C;b onclick="x()">c&#x3C;/b>');
    expect(html).toContain('<p>&#x3C;div>\n&#x3C;script>');
    expect(html).not.toMatch(/<b |<script|secret|all/);
  });

  test('a callout is an aside under its word, any other quote a quote', async () => {
    const callout = {
      type: 'blockquote',
      data: { callout: { kind: 'warning' } },
      children: blocks('Mind *it*.'),
    };
    const html = await textOf([callout as Root['children'][number], ...blocks('> [!NOTES] Words.')]);
    expect(html).toContain('<aside class="callout callout-warning" role="note" aria-label="Warning">');
    expect(html).toMatch(/<p class="callout-title" aria-hidden="true">Warning<\/p>\s*<p>Mind <em>it<\/em>/);
    expect(html).toMatch(/<blockquote>\s*<p>\[!NOTES\] Words/);
  });

  test('pixels are enlarged by a whole factor and keep their words', async () => {
    const html = await textOf([figure(pixels(140, 28), { alt: 'Five "rings" <of> grey' })]);
    expect(html).toContain('width="420" height="84"');
    expect(html).toContain('class="pixels"');
    expect(html).toContain('alt="Five &#x22;rings&#x22; <of> grey"');
  });

  test('a table says which columns hold numbers, and scrolls by keyboard', async () => {
    const node = table({
      id: 'tbl-x',
      label: 'Table 4',
      caption: 'Counts.',
      align: ['left', 'right'],
      rows: [
        ['a', 'n'],
        ['x', '12'],
      ],
    });
    const html = await textOf([node]);
    expect(html).toContain('<span class="label">Table 4.</span> Counts.</figcaption>');
    expect(html).toContain(
      '<div class="scroll" role="group" tabindex="0" aria-labelledby="page.caption-Table-4">',
    );
    expect(html).toContain('<th scope="col" class="right">n</th>');
    expect(html).toContain('<td class="right">12</td>');
  });

  test('a number tells where it comes from; a reference and a mark lead there', async () => {
    const children = [
      printed('0.97', 'digits.accuracy', ['digits']),
      reference('x', '†', 'note'),
      reference('tbl-x', 'Table 1'),
    ];
    const html = await textOf([{ type: 'paragraph', children }]);
    expect(html).toContain('<span class="value" title="digits.accuracy\ndigits">0.97</span>');
    expect(html).toContain('<sup><a href="#x" class="note">†</a></sup>');
    expect(html).toContain('<a href="#tbl-x" class="reference">Table 1</a>');
  });

  test('code is coloured where its language is known, and escaped anyway', async () => {
    const html = await textOf(blocks('```ts\nconst a = b < c;\n```\n\n```brainfuck\n<+>\n```'));
    expect(html).toContain('<span class="hljs-keyword">const</span>');
    expect(html).toContain('&#x3C;+>');
  });
});
