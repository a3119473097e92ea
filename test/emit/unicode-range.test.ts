import fc from 'fast-check';
import { expect, test } from 'vitest';

import { charactersIn, rangeOf } from '../../src/emit/fonts/unicode-range.ts';

test('neighbours make one span', () => {
  expect(rangeOf('cabz−')).toBe('U+61-63,U+7A,U+2212');
});

test('a range holds exactly the characters it was made of', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(text, text, (inside, other) => {
      const kept = new Set(charactersIn(rangeOf(inside), inside + other));
      expect(kept).toEqual(new Set(inside));
    }),
  );
});
