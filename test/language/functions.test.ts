import { describe, expect, it } from 'vitest';

import * as say from '../../src/base/messages/language.ts';
import { sampleScope, scopeWithHidden, valueOf } from './sample.ts';

describe('functions', () => {
  it.each([
    ['length(cases(mlp))', 2],
    ['pluck(cases(mlp), "f1")', [0.72, 0.71]],
    ['pluck(cases(mlp), "final.xent")', [0.125, 0.125]],
    ['pluck(digits.history, "xent")', [0.5, 0.25]],
    ['best(mlp, "f1").case', 'baseline'],
    ['best(digits.history, "xent").epoch', 1],
    ['lowest(mlp, "f1").case', 'wide'],
    ['lowest(digits.history, "xent").epoch', 2],
    ['sort([3, null, 10, 2])', [2, 3, 10, null]],
    ['sort(["b", "a", "B"])', ['B', 'a', 'b']],
    ['pluck(sort(digits.history, "xent"), "epoch")', [2, 1]],
    ['pluck(sort(cases(mlp), "-f1"), "label")', ['baseline', 'WideMLP']],
    ['sort(seeds(mlp.baseline.f1))[1]', 0.72],
    [
      '[min(seeds(mlp.baseline.f1)), max(seeds(mlp.baseline.f1)), count(seeds(mlp.baseline.f1))]',
      [0.7, 0.74, 3],
    ],
    [
      'within(mean(seeds(mlp.baseline.f1)), 0.72, 1e-9) && within(sum(seeds(mlp.baseline.f1)), 2.16, 1e-9)',
      true,
    ],
    ['within(sd(seeds(mlp.baseline.f1)), 0.02, 1e-9)', true],
    ['seeds(mlp.baseline.f1)', [0.72, 0.74, 0.7]],
    ['seeds(mlp.baseline.f1 * 0 + 1)', [1, 1, 1]],
    ['seeds(cases(mlp)[0].f1)', [0.72, 0.74, 0.7]],
    ['seeds(mlp.wide.f1)', [0.71]],
    ['mean(seeds(mlp.baseline.parameters))', 683788],
    ['sd([2, 4, 4, 4, 5, 5, 7, 9]) > 2.13 && sd([2, 4, 4, 4, 5, 5, 7, 9]) < 2.14', true],
    ['[min(3, 1, 2), max([3, 1, 2]), sum([1, 2]), count([1, 2]), median([3, 1, 2])]', [1, 3, 3, 2, 2]],
    ['extent([3, 1, 2])', [1, 3]],
    ['within(0.1 + 0.2, 0.3, 1e-9)', true],
    ['if(1 < 2, "a", "b")', 'a'],
    ['join(["a", "b"], "-") + upper("c") + slice("defg", 1, -1)', 'a-bCef'],
    ['differences([3, 5], [1, 7])', [2, -2]],
    ['max(differences(pluck(digits.history, "epoch"), [1, 2]))', 0],
    ['slice([1, 2, 3], 1)', [2, 3]],
    ['correlation([1, 2, 3, 5], [2, 4, 6, 10])', 1],
    ['correlation([1, 2, 3], [3, 2, 1])', -1],
    // By hand: deviations (-1.5, -0.5, 0.5, 1.5) and (-1.5, 0.5, -0.5, 1.5), so 4 over 5.
    ['correlation([1, 2, 3, 4], [1, 3, 2, 4])', 0.8],
    ['rank_correlation([1, 10, 100, 1000], [0.1, 0.2, 0.3, 0.4])', 1],
    ['rank_correlation([1, 2, 3, 4], [10, 30, 20, 4000])', 0.8],
    // The ranks of the second are 1, 2.5, 2.5, 4: 4.5 over the root of 5 times 4.5.
    ['within(rank_correlation([1, 2, 3, 4], [7, 8, 8, 9]), sqrt(0.9), 1e-15)', true],
    ['rank_correlation(pluck(digits.history, "epoch"), pluck(digits.history, "xent"))', -1],
    ['pluck(concat(cases(mlp), [mlp.wide]), "f1")', [0.72, 0.71, 0.71]],
    ['sequence(3)', [0, 1, 2]],
    ['format(0.256, ".1%")', '25.6%'],
    ['replace("a$b", "$", "$$")', 'a$$b'],
    ['round(2.5) + abs(-2) + pow(2, 3) + PI * 0', 13],
  ])('%s', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it.each([
    ['meen([1])', say.unknownFunction('meen', 'mean', [])],
    ['1 + mean()', say.wrongArity('mean', 1, 1, 0)],
    ['if(1 < 2, 3)', say.wrongArity('if', 3, 3, 2)],
    ['abs("a")', say.wrongArgument('abs', 1, 'a number', 'a text')],
    ['pluck(mlp, "f1")', say.wrongArgument('pluck', 1, 'a list', 'an experiment with cases')],
    ['pluck(cases(mlp), "f2")', say.unknownName('f2', 'f1', [])],
    ['mean([])', say.tooFew('mean', 1, 0)],
    ['sd(seeds(mlp.wide.f1))', say.tooFew('sd', 2, 1)],
    ['sd([1])', say.tooFew('sd', 2, 1)],
    ['correlation([1, 2], [1, 2, 3])', say.lengthsDiffer('correlation', 2, 3)],
    ['rank_correlation([1], [2])', say.tooFew('rank_correlation', 2, 1)],
    ['correlation([1, 2], [3, 3])', say.numbersAreEqual('correlation', 2)],
    ['correlation([1e200, 2e200], [1e200, 2e200])', say.notFinite('correlation(…)')],
    [
      'correlation([1, null], [1, 2])',
      say.elementIsNoNumber({ name: 'correlation', position: 1, index: 1, got: 'null' }),
    ],
    [
      'correlation(pluck(cases(mlp), "f1"), pluck(cases(mlp), "label"))',
      say.elementIsNoNumber({ name: 'correlation', position: 2, index: 0, got: 'a text' }),
    ],
    ['correlation(mlp, [1, 2])', say.wrongArgument('correlation', 1, 'a list', 'an experiment with cases')],
    ['concat(1)', say.wrongArgument('concat', 1, 'a list', 'a number')],
    ['differences([1], [1, 2])', say.lengthsDiffer('differences', 1, 2)],
    ['sort([1, "a"])', say.sortIsMixed('the list')],
    ['sort(cases(mlp), "confusion")', say.sortTakesNo('a matrix')],
    ['sort(cases(mlp), "f2")', say.unknownName('f2', 'f1', [])],
    ['seeds(3)', say.noRuns()],
    ['seeds(mlp.baseline.f1 - mlp.wide.f1)', say.runsDiffer()],
    ['cases(3)', say.onlyExperimentsHaveCases('cases')],
    ['sqrt(0 - 1)', say.notFinite('sqrt(…)')],
    ['constructor(1)', 'no function "constructor"'],
  ])('%s is refused, before the run as after it', (source, message) => {
    expect(valueOf(source)).toContain(message);
    expect(valueOf(source, sampleScope('planned'))).toContain(message);
  });

  it('a hidden case is not among the cases, but has its name', () => {
    expect(valueOf('pluck(cases(mlp), "case")', scopeWithHidden())).toEqual(['baseline']);
    expect(valueOf('mlp.wide.f1', scopeWithHidden())).toBe(0.71);
    expect(valueOf('best(mlp, "f1").case', scopeWithHidden())).toBe('baseline');
  });

  it('best refuses a tie', () => {
    expect(valueOf('best(mlp, "loss")')).toContain(say.bestOfTies('loss', ['baseline', 'wide']));
    const lowest = say.bestOfTies('loss', ['baseline', 'wide'], ['lowest', 'min']);
    expect(valueOf('lowest(mlp, "loss")')).toContain(lowest);
  });
});
