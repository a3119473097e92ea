import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';

import type { FilledDocument } from '../../src/base/report.ts';
import type { CaptionedFigureNode } from '../../src/base/filled-nodes.ts';
import type { Drawing } from '../../src/emit/drawing.ts';
import { emitMarkdown } from '../../src/emit/markdown/emit-markdown.ts';
import { experiment, fillFiles, mistakesIn, sums } from './report-of.ts';

const source = [
  'Images of :literal[28 × *28* pixels]{reason="the format of MNIST"}, on :literal[1.5 to :value[sums.total]]{reason="of no weight"} axes.',
  '',
  '| a \\| b |',
  '|---|',
  '| :literal[7 \\| 8]{reason="the \\| stands for or"} |',
  '',
  'Inline $x = \\literal[agreed upon]{0.25}$ and',
  '',
  '$$',
  'y^\\literal[a power that was chosen]{12} + \\frac\\literal[one]{100}\\result{sums.total}',
  '$$',
  '',
  ':::figure{#fig-x file="x.png"}',
  'A caption of :literal[250]{reason="counted by hand"}.',
  '```yaml',
  'alt: "A line from :literal[0.1]{reason=\'read off the ruler\'} to :value[sums.total]."',
  '```',
  ':::',
  '',
].join('\n');
const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

function markdownOf(document: FilledDocument): string {
  const drawings = new Map<CaptionedFigureNode, Drawing>();
  visit(document.root, 'captionedFigure', (node) => {
    if (node.picture.type === 'bitmap') drawings.set(node, { ...node.picture, type: 'bitmap' });
  });
  return String(emitMarkdown(document, drawings)[0]?.content);
}

test('literals stand in every output as written, and are listed with their reasons and places', async () => {
  const document = await fillFiles({ '01.md': `${experiment}\n${source}`, 'x.png': png }, [sums()]);
  expect(
    document.literals.map(({ text, reason, place }) => [text, reason, place.line, place.column]),
  ).toEqual([
    ['28 × 28 pixels', 'the format of MNIST', 7, 11],
    ['1.5 to 10', 'of no weight', 7, 72],
    ['7 | 8', 'the | stands for or', 11, 3],
    ['0.25', 'agreed upon', 13, 13],
    ['12', 'a power that was chosen', 16, 3],
    ['100', 'one', 16, 48],
    ['0.1', 'read off the ruler', 22, 19],
    ['250', 'counted by hand', 20, 14],
  ]);
  const markdown = markdownOf(document);
  expect(markdown).toContain('Images of 28 × *28* pixels, on 1.5 to 10 axes.');
  expect(markdown).toContain('| 7 \\| 8 |');
  expect(markdown).toContain('$x = 0.25$');
  expect(markdown).toContain('y^{12} + \\frac{100}{10}');
  expect(markdown).toContain('A line from 0.1 to 10.');
  expect(markdown).toContain('A caption of 250.');
});

test('a literal without a reason or without a number is an error at its place', async () => {
  const written = [
    'One :literal[28], two :literal[28]{reason=" "} and :literal[pixels]{reason="words"}, $\\literal{2.5} + \\literal[why]{x} + \\literal[r]2$.',
    '',
    'Also :literal[28]{why="x"} and :literal.',
  ].join('\n');
  const mistakes = await mistakesIn({ '01.md': written });
  expect(
    mistakes.map(({ rule, place }) => `${String(place?.line)}:${String(place?.column)} ${rule}`),
  ).toEqual([
    '1:5 literal-has-reason',
    '1:23 literal-has-reason',
    '1:52 literal-has-number',
    '1:87 literal-has-reason',
    '1:103 literal-has-number',
    '1:122 equation-is-whole',
    '3:6 literal-has-reason',
    '3:19 field-is-known',
  ]);
});
