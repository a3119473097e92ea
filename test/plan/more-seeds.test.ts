import { expect, test } from 'vitest';

import { giveSeeds } from '../../src/plan/more-seeds.ts';
import { experiment } from '../support/run-project.ts';

test('every case of an experiment that asks for seeds gets at least so many, others none', () => {
  const mlp = experiment('mlp', 'train', {
    cases: { baseline: { seeds: 3 }, wide: {}, narrow: { seeds: 9 } },
  });
  const shared = experiment('lstm', 'train', { seeds: 2, cases: { baseline: {}, one: { seeds: 1 } } });
  const others = [
    experiment('digits', 'draw', { cases: { a: { seeds: 1 }, b: {} } }),
    experiment('recordings', 'draw'),
  ];
  const given = giveSeeds([mlp, shared, ...others], 5);
  expect(given.map(({ cases }) => cases?.map(({ seeds }) => seeds))).toEqual([
    [5, 5, 9],
    [5, 5],
    [1, null],
    undefined,
  ]);
  expect(given[1]?.shared.seeds).toBe(5);
  expect(given.slice(2)).toEqual(others);
  expect(giveSeeds([mlp], 2)[0]?.cases?.map(({ seeds }) => seeds)).toEqual([3, 2, 9]);
  expect(giveSeeds([mlp], null)).toEqual([mlp]);
});
