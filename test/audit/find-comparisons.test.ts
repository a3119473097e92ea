import { describe, expect, test } from 'vitest';

import { comparisonWords } from '../../src/audit/comparison-words.ts';
import { findComparisons, sentencesOf } from '../../src/audit/find-comparisons.ts';
import { freeClauses, noComparisons } from '../../src/audit/not-comparisons.ts';
import { OPAQUE } from '../../src/audit/passage.ts';
import { startCpuTime } from '../support/cpu-time.ts';

/** Stands for a binding. */
const V = OPAQUE;

const wordsOf = (text: string): string[] => findComparisons(text).map(({ from, to }) => text.slice(from, to));

describe('words that compare', () => {
  test.each([
    ['The network is faster than the other.', 'faster than'],
    ['Its F1 is no better than that of chance.', 'no better than'],
    ['It has fewer parameters.', 'fewer'],
    ['It reads more than all others.', 'more than'],
    ['The convolution is the slowest of all.', 'slowest'],
    ['It has the fewest parameters.', 'fewest'],
    ['It makes the least of them.', 'least'],
    ['Most networks agree.', 'Most'],
    ['It takes three times the memory.', 'three times'],
    ['It takes twelve times the memory.', 'twelve times'],
    ['It takes two thirds the steps.', 'two thirds'],
    ['It is two orders of magnitude apart.', 'two orders of magnitude'],
    ['Half the maps do as well.', 'Half'],
    ['A tenth of the parameters will do.', 'A tenth'],
    ['It is twice the size.', 'twice'],
    ['It needs as many steps as the other.', 'as many'],
    ['Both come within a point of each other.', 'within a point'],
    ['The two cannot be told apart.', 'cannot be told apart'],
    ['Pruning loses nothing.', 'loses'],
    ['It beats the baseline.', 'beats'],
    ['The deep model is ahead of the shallow one.', 'is ahead'],
    ['The shallow one falls behind.', 'falls behind'],
    ['They are equally large.', 'equally'],
    [`It is better by ${V}.`, 'better'],
    ['In 2017 it was slower; here it is faster.', 'faster'],
    ['It is faster than in 2017.', 'faster than'],
    ['If it were so, it would be better. It is worse.', 'worse'],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual([words]);
  });

  test.each([
    'The layer after the other layer takes a number.',
    'At least one of them, at most two, more or less, is no longer here.',
    'One more layer is put on top, and two fewer below.',
    'It runs a hundred times a second.',
    'More seeds would tell.',
    'If it were faster, nobody would wait.',
    'Which of them is faster?',
    'In 2017 it was slower, by the table.',
    'It says that the CNN has fewer parameters.',
    `It has ${V} times as many parameters, and takes ${V} times as long.`,
    'The largest of them is called the maximum.',
    'The original was slower.',
    'The middle is taken, sooner or later.',
  ])('none in: %s', (text) => {
    expect(wordsOf(text)).toEqual([]);
  });

  test('every kind and every excuse has its reason', () => {
    for (const { says } of comparisonWords) expect(says).toMatch(/: .*\.$/);
    for (const { reason } of [...noComparisons, ...freeClauses]) expect(reason).toMatch(/: .*\.$/);
  });
});

test('sentences end at their marks, not at abbreviations and decimals', () => {
  const text = `See e.g. Smith et al. in Fig. 3. It is 3.5, or “so.” ${V} is next! Is it? Yes`;
  expect(sentencesOf(text).map(({ from, to }) => text.slice(from, to).trim())).toEqual([
    'See e.g. Smith et al. in Fig. 3.',
    'It is 3.5, or “so.”',
    `${V} is next!`,
    'Is it?',
    'Yes',
  ]);
});

test('long texts take no longer than their length', () => {
  const taken = startCpuTime();
  findComparisons('more than twice as many, as long as the '.repeat(2000));
  findComparisons('a'.repeat(50_000));
  findComparisons('. '.repeat(20_000));
  expect(taken()).toBeLessThan(2000);
});
