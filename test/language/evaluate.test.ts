import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkExpression } from '../../src/base/language/check-expression.ts';
import { evaluate } from '../../src/base/language/evaluate.ts';
import { createScope } from '../../src/base/language/scope.ts';
import * as say from '../../src/base/messages/language.ts';
import { experiments, expressionOf, jobs, sampleScope, valueOf } from './sample.ts';

const planned = sampleScope('planned');

describe('names', () => {
  it.each([
    ['mlp.baseline.f1', 0.72],
    ['digits.final.xent', 0.125],
    ['mlp.wide.given.units[1]', 512],
    ['mlp.wide.label', 'WideMLP'],
    ['mlp.baseline.label', 'baseline'],
    ['mlp.baseline.note', null],
    ['mlp.baseline.seeds', 3],
    ['mlp.baseline.run', { seconds: 12.5, memory: 420, beside: 1 }],
    ['seeds(mlp.baseline.run.seconds)', [12.5, 25, 37.5]],
    ['digits.weights[2]', 2],
    ['digits.history[1].xent', 0.25],
    ['digits.confusion[1][0]', 1],
    ['published.mlp.baseline.f1', 0.7],
    ['mlp.wide.published == null ? "none" : mlp.wide.published.f1', 'none'],
    ['{a: 1, b: [2]}.b[0]', 2],
  ])('%s', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it.each([
    ['mlp.base.f1', 'mlp.baseline.f1', 5],
    ['mpl.wide.f1', 'mlp.wide.f1', 1],
    ['1 + mlp.wide.given.epoch', 'mlp.wide.given.epochs', 20],
    ['published.mlp.baseline.f2', 'published.mlp.baseline.f1', 24],
    ['digits.history[0].xend', 'xent', 19],
  ])('%s is told with the nearest name, before the run as after it', (source, nearest, column) => {
    const path = source.includes('[') ? 'xend' : source.replace('1 + ', '');
    const message = `result-is-known ${column}: ${say.unknownName(path, nearest, [])}`;
    expect([valueOf(source), valueOf(source, planned)]).toEqual([message, message]);
  });

  it('lists the known names where none is near', () => {
    expect(valueOf('mlp.f1')).toBe(
      `result-is-known 5: ${say.unknownName('mlp.f1', null, ['baseline', 'wide'])}`,
    );
  });

  it.each([
    ['digits.f1.x', say.nameOfNothing('digits.f1', 'a number', 'x')],
    ['mlp.wide.published.f1', say.nameOfNull('mlp.wide.published', 'f1')],
    ['digits.toString', say.unknownName('digits.toString', null, [])],
    ['digits.constructor', ''],
    ['digits.__proto__', ''],
  ])('%s has nothing below', (source, message) => {
    expect(valueOf(source)).toContain(message.slice(0, 20));
    expect(valueOf(source)).toMatch(/^result-is-known/);
  });
});

describe('what a run took', () => {
  it('is the machine’s, and a number before it is known', () => {
    for (const name of ['seconds', 'memory', 'beside']) {
      const source = `digits.run.${name}`;
      expect(valueOf(source, planned)).toBe('?number');
      expect(evaluate(expressionOf(source), sampleScope(), ({ sources }) => sources.timed)).toMatchObject({
        value: true,
      });
    }
    expect(valueOf('digits.run.second')).toContain('(nearest: "digits.run.seconds")');
  });

  it('is told to be missing where older results are named, and only there', () => {
    const named = jobs.map((job) => ({ ...job, name: job.job, measures: null }));
    const scope = createScope({ experiments, jobs: named, published: new Map() });
    expect(valueOf('digits.run.seconds', scope)).toBe(
      `result-is-known 1: ${say.measureIsMissing('digits.run.seconds')}`,
    );
    expect(valueOf('pluck(cases(mlp), "f1")', scope)).toEqual([0.72, 0.71]);
  });
});

describe('an experiment of which nothing is known', () => {
  const lost = createScope({ experiments, jobs: [], published: new Map() });

  it.each([
    'mlp.a[0].b[mlp.c]',
    'length(mlp.a)',
    'slice(reverse(digits.history), 0, digits.n)[0].xent',
    'best(cases(mlp), mlp.name).f1',
    "best([mlp.wide, digits], 'f1').f1",
    "join(pluck(mlp.rows, 'name')) + mlp.a",
    'sd(seeds(1 + mlp.baseline.f1))',
    'sum(extent(pluck(cases(mlp), "f1")))',
    'mlp.a && !mlp.b || mlp.c == null ? mlp.a < 3 : mlp.b < "c"',
    '-mlp.a % mlp.b + mlp.c["d"]',
    'peek(sequence(mlp.a)) + indexof(mlp.b, "x") + count(mlp.c)',
    'within(mlp.a, median(mlp.b), clamp(mlp.c, 0, 1))',
    'format(mlp.a, upper(mlp.b))',
  ])('%s is no mistake', (source) => {
    expect(checkExpression(expressionOf(source), lost, () => null)).toEqual([]);
  });
});

describe('operators', () => {
  it.each([
    ['"a" + 1', say.operandsDiffer('+', 'a text', 'a number')],
    ['"a" < 1', say.operandsDiffer('<', 'a text', 'a number')],
    ['"a" == 1', say.operandsDiffer('==', 'a text', 'a number')],
    ['null + 1', say.operandsDiffer('+', 'null', 'a number')],
    ['[1] * 2', say.operandsAreNoNumbers('*', 'a list', 'a number')],
    ['digits.family - 1', say.operandsAreNoNumbers('-', 'a text', 'a number')],
    ['-"a"', say.operandIsWrong('-', 'a number', 'a text')],
    ['1 ? 2 : 3', say.conditionIsNoTruth('a number')],
    ['1 / 0', say.notFinite('1 / 0')],
    ['[1, 2][2]', say.indexIsOutside(2, 2)],
    ['[1, 2][0.5]', say.indexIsNotWhole('0.5')],
    ['digits.confusion[2]', say.indexIsOutside(2, 2)],
  ])('%s is refused, before the run as after it', (source, message) => {
    expect(valueOf(source)).toContain(message);
    expect(valueOf(source, planned)).toContain(message);
  });

  it('asks the right side only where the left leaves it open', () => {
    expect(valueOf('mlp.wide.published != null && mlp.wide.published.f1 > 0')).toBe(false);
    expect(valueOf('mlp.wide.published == null || mlp.wide.published.f1 > 0')).toBe(true);
  });

  it('agrees with JavaScript on arithmetic and comparison', () => {
    fc.assert(
      fc.property(arithmetic(4), ({ source, value }) => {
        const found = valueOf(`1 * ${source}`);
        if (value === null) expect(found).toMatch(/^result-is-finite/);
        else expect(found).toBe(value);
      }),
    );
  });
});

describe('before the run', () => {
  it.each([
    ['digits.f1', '?number'],
    ['digits.f1 + 1 > 2', '?truth'],
    ['digits.f1 > 0.5 ? "high" : "low"', '?text'],
    ['digits.f1 > 0.5 ? digits.parameters : 0', '?number'],
    ['digits.family + "!"', '?text'],
    ['length(digits.history)', '?number'],
    ['digits.history[9].xent', '?number'],
    ['best(mlp, "f1").label', '?text'],
    ['mean(pluck(cases(mlp), "f1"))', '?number'],
    ['sort(cases(mlp), "f1")[0].label', '?text'],
    ['count(sort(digits.history, "xent"))', '?number'],
    ['sort(seeds(mlp.baseline.f1))[0]', '?number'],
    ['length(cases(mlp))', 2],
    ['mlp.wide.given.epochs + 1', 4],
  ])('%s has a type', (source, type) => {
    expect(valueOf(source, planned)).toBe(type);
  });
});

/** A numeric expression and what JavaScript makes of it; null where some step has no finite value. */
interface Sum {
  source: string;
  value: number | null;
}

const operators: { readonly [operator: string]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};
const comparisons: { readonly [operator: string]: (a: number, b: number) => boolean } = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

function arithmetic(depth: number): fc.Arbitrary<Sum> {
  const number = fc.oneof(fc.integer({ min: -99, max: 99 }), fc.double({ min: -10, max: 10, noNaN: true }));
  const leaf = number.map((value): Sum => ({ source: `(${Object.is(value, -0) ? '-0' : value})`, value }));
  if (depth === 0) return leaf;
  const smaller = arithmetic(depth - 1);
  const operation = fc.tuple(smaller, fc.constantFrom(...Object.keys(operators)), smaller).map(operate);
  const negation = smaller.map(({ source, value }): Sum => ({
    source: `(-${source})`,
    value: value === null ? null : -value,
  }));
  const choice = fc
    .tuple(fc.tuple(smaller, fc.constantFrom(...Object.keys(comparisons)), smaller), smaller, smaller)
    .map(choose);
  return fc.oneof(leaf, operation, negation, choice);
}

function operate([a, operator, b]: [Sum, string, Sum]): Sum {
  const value = a.value === null || b.value === null ? NaN : operators[operator]!(a.value, b.value);
  return { source: `(${a.source} ${operator} ${b.source})`, value: Number.isFinite(value) ? value : null };
}

function choose([[a, operator, b], then, otherwise]: [[Sum, string, Sum], Sum, Sum]): Sum {
  const source = `(${a.source} ${operator} ${b.source} ? ${then.source} : ${otherwise.source})`;
  if (a.value === null || b.value === null) return { source, value: null };
  return { source, value: (comparisons[operator]!(a.value, b.value) ? then : otherwise).value };
}

describe('the results that go into a value', () => {
  it.each([
    ['mlp.wide.f1', ['mlp.wide:f1']],
    ['mlp.baseline.final.xent', ['mlp.baseline:final.xent']],
    ['mlp.baseline.history[0].xent', ['mlp.baseline:history']],
    ['mlp.baseline.confusion[1][0] + mlp.baseline.f1', ['mlp.baseline:confusion', 'mlp.baseline:f1']],
    ['max(mlp.baseline.weights)', ['mlp.baseline:weights']],
    ['digits.run.seconds', ['digits:run.seconds']],
    ['mlp.wide.label', []],
  ])('%s: %j', (source, results) => {
    expect(
      evaluate(expressionOf(source), sampleScope(), ({ sources }) => [...sources.results]),
    ).toMatchObject({
      value: results,
    });
  });
});
