import { describe, expect, it } from 'vitest';

import * as say from '../../src/base/messages/language.ts';
import { sampleScope, valueOf } from './sample.ts';

// The baseline's three runs have F1 0.72, 0.74 and 0.70: mean 0.72, standard deviation 0.02; the wide one ran once.
const baseline = 'seeds(mlp.baseline.f1)';
const words = '"above", "below", "neither"';

describe('runs against the spread of others', () => {
  it('margin counts standard deviations, of the runs that are more than one', () => {
    expect(valueOf(`margin([0.77], ${baseline})`)).toBeCloseTo(2.5, 9);
    expect(valueOf(`margin(${baseline}, [0.77])`)).toBeCloseTo(-2.5, 9);
    expect(valueOf(`margin(seeds(mlp.wide.f1), ${baseline})`)).toBeCloseTo(-0.5, 9);
  });

  it('of two spreads the larger one counts', () => {
    expect(valueOf('margin([10, 12], [1, 5])')).toBeCloseTo(8 / Math.sqrt(8), 9);
  });

  it('margin counts in the standard deviation that it is given', () => {
    expect(valueOf(`margin([0.77], ${baseline}, 0.1)`)).toBeCloseTo(0.5, 9);
    expect(valueOf('margin([3], [5], 4)')).toBe(-0.5);
    expect(valueOf('margin([3], [5], 0)')).toContain(say.notFinite('margin(…)'));
    expect(valueOf(`margin([1], ${baseline}, sd(${baseline}))`, sampleScope('planned'))).toBe('?number');
  });

  it('pooled_sd weighs variances by their degrees of freedom; a single run has none', () => {
    expect(valueOf('pooled_sd([1, 3], [10, 14])')).toBeCloseTo(Math.sqrt((2 + 8) / 2), 12);
    expect(valueOf('pooled_sd([1, 3], [7], [0, 3, 6])')).toBeCloseTo(Math.sqrt((2 + 18) / 3), 12);
    expect(valueOf(`pooled_sd(${baseline})`)).toBeCloseTo(0.02, 12);
    expect(valueOf(`pooled_sd(${baseline})`, sampleScope('planned'))).toBe('?number');
  });

  // Two-sided 5 % and 1 % points as tables of Student's distribution print them.
  it.each([
    [12.706, 1, 0.05],
    [4.303, 2, 0.05],
    [3.182, 3, 0.05],
    [3.355, 8, 0.01],
    [2.845, 20, 0.01],
    [2.064, 24, 0.05],
  ])('beyond %d, with %d degrees of freedom, lies %d', (t, freedom, tail) => {
    expect(valueOf(`student_tail(${t}, ${freedom})`)).toBeCloseTo(tail, 4);
    expect(valueOf(`student_tail(-${t}, ${freedom})`)).toBeCloseTo(tail, 4);
  });

  it.each([
    ['[0.77]', 'above'],
    ['[0.67]', 'below'],
    ['[0.755]', 'neither'],
    ['seeds(mlp.wide.f1)', 'neither'],
    ['[0.761, 0.763]', 'above'],
  ])('verdict of %s: %s', (ours, word) => {
    expect(valueOf(`verdict(${ours}, ${baseline}, ${words})`)).toBe(word);
  });

  it('runs that end alike tell any difference apart, and none is none', () => {
    expect(valueOf(`verdict([3], [2, 2], ${words})`)).toBe('above');
    expect(valueOf(`verdict([2], [2, 2], ${words})`)).toBe('neither');
    expect(valueOf('margin([2], [2, 2])')).toBe(0);
    expect(valueOf('margin([3], [2, 2])')).toContain(say.notFinite('margin(…)'));
  });

  it.each([
    ['margin([1], [2])', say.tooFew('margin', 2, 1)],
    [`verdict(seeds(mlp.wide.f1), seeds(mlp.wide.f1), ${words})`, say.tooFew('verdict', 2, 1)],
    ['margin([], [1, 2])', say.tooFew('margin', 1, 0)],
    ['margin([1], [2], "a")', say.wrongArgument('margin', 3, 'a number', 'a text')],
    ['pooled_sd([1], [2])', say.tooFew('pooled_sd', 2, 1)],
    ['student_tail(1, 2.5)', say.freedomIsNotWhole(2.5)],
    ['margin(mlp.wide.f1, [1, 2])', say.wrongArgument('margin', 1, 'a list', 'a number')],
    ['margin(["a"], [1, 2])', say.wrongArgument('margin', 1, 'a number', 'a text')],
    [`verdict([1], [1, 2], "a", "b")`, say.wrongArity('verdict', 5, 5, 4)],
  ])('%s is refused, before the run as after it', (source, message) => {
    expect(valueOf(source)).toContain(message);
    expect(valueOf(source, sampleScope('planned'))).toContain(message);
  });

  it('before the run a verdict is a text that nobody knows', () => {
    const source = `verdict(seeds(mlp.wide.f1), ${baseline}, ${words})`;
    expect(valueOf(source, sampleScope('planned'))).toBe('?text');
    expect(valueOf(`margin(seeds(mlp.wide.f1), ${baseline}) + 1`, sampleScope('planned'))).toBe('?number');
  });
});
