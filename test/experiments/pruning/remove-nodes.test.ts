import { expect, test } from 'vitest';

import { createRandom } from '../../../src/base/random.ts';
import { sizeOf, widthsOf, type DenseNetwork } from '../../../src/experiments/pruning/dense-network.ts';
import { removeNodes, silenceNodes } from '../../../src/experiments/pruning/remove-nodes.ts';
import { dropWeights, keepNodes, keptUnits } from '../../../src/experiments/pruning/shrink-network.ts';
import { imagesOf, layerByHand, logitsByHand, networkOf } from './networks.ts';

const network = networkOf([7, 6, 5, 3]);
const images = imagesOf(4, 7);

function expectSameLogits(one: DenseNetwork, other: DenseNetwork): void {
  for (const image of images) {
    const expected = logitsByHand(other, image);
    logitsByHand(one, image).forEach((logit, index) => {
      expect(logit).toBeCloseTo(expected[index]!, 6);
    });
  }
}

test.each([
  { layer: 0, units: [1, 4] },
  { layer: 1, units: [0, 2, 3] },
])(
  'without nodes of layer $layer it computes what the whole one does with their outputs masked',
  ({ layer, units }) => {
    const smaller = removeNodes(network, { layer, units, means: null });
    expect(widthsOf(smaller)[layer + 1]).toBe(widthsOf(network)[layer + 1]! - units.length);
    for (const image of images) {
      const outputs = network
        .slice(0, layer + 1)
        .reduce<number[]>((values, one) => layerByHand(one, values), image);
      const masked = outputs.map((value, unit) => (units.includes(unit) ? 0 : value));
      const expected = logitsByHand(network.slice(layer + 1), masked);
      logitsByHand(smaller, image).forEach((logit, index) => {
        expect(logit).toBeCloseTo(expected[index]!, 6);
      });
    }
  },
);

test('a folded mean stands in for the unit: nothing changes where it always gives its mean', () => {
  const [first, ...rest] = network as [DenseNetwork[0], ...DenseNetwork];
  const values = first.factors[0]!.values.map((value, index) => (index % 6 === 2 ? 0 : value));
  const constant = [{ ...first, factors: [{ ...first.factors[0]!, values }] }, ...rest];
  const means = layerByHand(constant[0]!, images[0]!);
  const removal = { layer: 0, units: [2] };
  expectSameLogits(removeNodes(constant, { ...removal, means }), constant);
  const dropped = logitsByHand(removeNodes(constant, { ...removal, means: null }), images[0]!);
  expect(dropped[0]).not.toBeCloseTo(logitsByHand(constant, images[0]!)[0]!, 3);
});

test('silenced nodes are removed ones in matrices of the old size', () => {
  const means = [0.5, 0.1, 0.9, 0.3, 0.2, 0.7];
  const units = [0, 5];
  const silenced = network.map((layer, index) =>
    index === 1 ? silenceNodes(layer, { units, means }) : layer,
  );
  expect(widthsOf(silenced)).toEqual(widthsOf(network));
  expectSameLogits(silenced, removeNodes(network, { layer: 0, units, means }));
});

test('a network shrinks on both sides of a layer that loses inputs and outputs', () => {
  const activities = [6, 5].map((units) => ({
    mean: Array.from({ length: units }, (_, unit) => unit),
    spread: new Array<number>(units).fill(1),
  }));
  const choice = { fold: false, random: createRandom(1) };
  const half = keepNodes(network, keptUnits(network, 0.5), activities, { ...choice, heuristic: 'mean' });
  expect(widthsOf(half)).toEqual([7, 3, 3, 3]);
  expect(sizeOf(half)).toEqual({ parameters: 48, bytes: 192, flops: 2 * (21 + 9 + 9) });
  // Those of the greatest means stay, in their order.
  expect([...half[0]!.bias]).toEqual([...network[0]!.bias.slice(3)]);
  expect([...half[1]!.bias]).toEqual([...network[1]!.bias.slice(2)]);
});

test('each heuristic removes first what it calls small', () => {
  const [layer] = network;
  const scaled = layer!.factors[0]!.values.map((value, index) => value * (index % 6 === 3 ? 0.01 : 1));
  const outgoing = network[1]!.factors[0]!.values.map((value, index) =>
    Math.floor(index / 5) === 1 ? value / 99 : value,
  );
  const marked = [
    { ...layer!, factors: [{ ...layer!.factors[0]!, values: scaled }] },
    { ...network[1]!, factors: [{ ...network[1]!.factors[0]!, values: outgoing }] },
    network[2]!,
  ];
  const activities = [
    { mean: [1, 1, 1, 1, 0, 1], spread: [1, 1, 1, 1, 1, 1] },
    { mean: [1, 1, 1, 1, 1], spread: [1, 1, 1, 1, 1] },
  ];
  const goneWith = (heuristic: 'norm' | 'mean' | 'contribution' | 'living'): number[] => {
    const kept = keepNodes(marked, [5, 5], activities, { heuristic, fold: false, random: createRandom(5) });
    const biases = [...kept[0]!.bias];
    return [...layer!.bias].flatMap((bias, unit) => (biases.includes(bias) ? [] : [unit]));
  };
  expect(goneWith('norm')).toEqual([3]);
  expect(goneWith('mean')).toEqual([4]);
  expect(goneWith('contribution')).toEqual([1]);
  expect(goneWith('living')).toEqual([4]);
});

test('single weights go by their size, kernel by kernel', () => {
  const sparse = dropWeights(network, 0.2);
  sparse.forEach(({ factors, isSparse }, index) => {
    expect(isSparse).toBe(true);
    const whole = network[index]!.factors[0]!.values;
    const kept = whole.filter((_, place) => factors[0]!.values[place] !== 0);
    const gone = whole.filter((_, place) => factors[0]!.values[place] === 0);
    expect(kept).toHaveLength(Math.round(whole.length * 0.2));
    expect(Math.min(...kept.map(Math.abs))).toBeGreaterThan(Math.max(...gone.map(Math.abs)));
  });
  // 8, 6 and 3 weights and 14 biases; each weight with its column, and where each row begins.
  expect(sizeOf(sparse)).toEqual({ parameters: 31, bytes: 4 * 14 + 6 * 17 + 4 * (8 + 7 + 6), flops: 34 });
});
