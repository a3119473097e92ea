import { toString } from 'mdast-util-to-string';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readEntryMarkup } from '../../src/fill/entry-markup.ts';

test('italics, bold, powers and entities', () => {
  const html =
    '<div class="csl-entry">A &#38; B. <i>On <b>n</b></i><sup>2</sup> &lt; 3, <span>s</span></div>\n';
  expect(readEntryMarkup(html)).toEqual([
    { type: 'text', value: 'A & B. ' },
    {
      type: 'emphasis',
      children: [
        { type: 'text', value: 'On ' },
        { type: 'strong', children: [{ type: 'text', value: 'n' }] },
      ],
    },
    { type: 'text', value: '² < 3, s' },
  ]);
});

test('addresses become links, the full stop after them does not', () => {
  const links = readEntryMarkup(
    'See https://doi.org/10.1/a_(b), arXiv:1312.6114v2. Or http://x.org/y.',
  ).filter((node) => node.type === 'link');
  expect(links.map((link) => [link.url, toString(link)])).toEqual([
    ['https://doi.org/10.1/a_(b)', 'https://doi.org/10.1/a_(b)'],
    ['https://arxiv.org/abs/1312.6114v2', 'arXiv:1312.6114v2'],
    ['http://x.org/y', 'http://x.org/y'],
  ]);
});

test('no text is lost', () => {
  const words = fc.array(
    fc.constantFrom('a', ' ', 'https://x.y/z', '.', '(', ')', '<i>', '</i>', '<b>', '</b>', '&#38;'),
  );
  fc.assert(
    fc.property(words, (parts) => {
      const plain = parts
        .filter((part) => !part.startsWith('<'))
        .join('')
        .replaceAll('&#38;', '&');
      expect(toString({ type: 'paragraph', children: readEntryMarkup(`<div>${parts.join('')}</div>`) })).toBe(
        plain,
      );
    }),
  );
});
