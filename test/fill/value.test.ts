import type { Root } from 'mdast';
import { describe, expect, it } from 'vitest';

import * as say from '../../src/base/messages/language.ts';
import { fillValues } from '../../src/fill/value.ts';
import { place, rootOf, sampleResults, table, text, value } from './bindings.ts';
import { startCpuTime } from '../support/cpu-time.ts';

const fill = (tree: Root) => fillValues(tree, sampleResults(), 'report/01.md');

describe('fillValues', () => {
  it('prints a value with where it came from', () => {
    const tree = rootOf([
      { type: 'paragraph', children: [text('F1 '), value('mlp.wide.f1 - published.mlp.baseline.f1', '.2f')] },
    ]);
    expect(fill(tree)).toEqual([]);
    const expression = 'mlp.wide.f1 - published.mlp.baseline.f1';
    const origin = {
      expression,
      place,
      format: '.2f',
      jobs: ['mlp.wide'],
      results: ['mlp.wide:f1'],
      published: true,
      timed: false,
      fallback: ['wasm'],
    };
    expect(tree.children).toMatchObject([
      { children: [{ type: 'text' }, { type: 'printed', value: '0.01', origin }] },
    ]);
  });

  it.each([
    ['published.mlp.baseline.f1', '0.70', [], true],
    ['mlp.wide.given.epochs', '3', [], false],
    ['mlp.baseline.f1', '0.72', ['mlp.baseline'], false],
    ['best(mlp, "f1").f1', '0.72', ['mlp.baseline'], false],
    [
      'format(mean(seeds(mlp.baseline.f1)), ".2f")',
      '0.72',
      ['mlp.baseline', 'mlp.baseline#2', 'mlp.baseline#3'],
      false,
    ],
  ])('%s names the jobs behind it', (source, printed, jobs, isPublished) => {
    const tree = rootOf([{ type: 'paragraph', children: [value(source)] }]);
    expect(fill(tree)).toEqual([]);
    expect(tree.children).toMatchObject([
      { children: [{ value: printed, origin: { jobs, published: isPublished, fallback: [] } }] },
    ]);
  });

  it('fills headings, footnotes, captions and headers', () => {
    const caption = { ...table('digits.history'), children: [value('digits.f1')] };
    const tree = rootOf([
      { type: 'heading', depth: 1, children: [value('digits.f1')] },
      {
        type: 'footnoteDefinition',
        identifier: 'a',
        children: [{ type: 'paragraph', children: [value('digits.f1')] }],
      },
      {
        ...caption,
        columns: [
          {
            header: [value('digits.f1')],
            value: value('f1').expression,
            format: null,
            align: null,
            set: null,
            place,
          },
        ],
      },
    ]);
    expect(fill(tree)).toEqual([]);
    expect(JSON.stringify(tree).match(/"type":"printed","value":"0.90"/g)).toHaveLength(4);
  });

  it('tells every mistake at its place', () => {
    const tree = rootOf([{ type: 'paragraph', children: [value('digits.f2'), value('digits.loss')] }]);
    expect(fill(tree)).toEqual([
      {
        rule: 'result-is-known',
        message: say.unknownName('digits.f2', 'digits.f1', []),
        place: { file: 'report/01.md', line: 1, column: 8 },
      },
      { rule: 'format-is-given', message: say.formatIsMissing('.3f'), place },
    ]);
  });

  it('fills ten thousand values well within a second', () => {
    const children = Array.from({ length: 10_000 }, () =>
      value('mlp.baseline.f1 + 2 * sd(seeds(mlp.baseline.f1))', '.2f'),
    );
    const tree = rootOf([{ type: 'paragraph', children }]);
    const taken = startCpuTime();
    expect(fill(tree)).toEqual([]);
    // Measured 0.1 s; the limit tells quadratic from linear, not fast from slow.
    expect(taken()).toBeLessThan(5000);
  });
});
