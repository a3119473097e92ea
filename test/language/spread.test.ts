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
