import { countWeights, product, type Layer } from './layer.ts';

/** Bytes of a number in memory: all of them are 32-bit floats. */
export const bytesOfNumber = 4;

/** What a layer costs for one window, in numbers (not bytes) and operations. */
export interface LayerCosts {
  name: string;
  /** Of its output for one window. */
  shape: readonly number[];
  parameters: number;
  flops: number;
  /** Read from memory, besides the weights; written to it. */
  reads: number;
  writes: number;
  /** The most numbers that are held at once while the layer is computed: what a step of it reads and writes. */
  live: number;
  /** Kept for the way back, in training. */
  kept: number;
  /** Products of matrices of which each waits for the one before. */
  sequence: number;
}

/**
 * What a layer costs over an input of so many numbers. A convolution is stored before it is pooled, which is a step of
 * its own. An LSTM reads its input and writes its outputs; for the way back it keeps, beside its output, the four gates
 * and the cell at every step. Dropout is nothing at inference, and a copy of its input in training.
 */
export function countLayer(layer: Layer, inputs: number, dropout: number): LayerCosts {
  const { name, shape, flops } = layer;
  const common = { name, shape, parameters: countWeights(layer), flops };
  const outputs = product(shape);
  if (layer.weights.length === 0) {
    return { ...common, reads: 0, writes: 0, live: 0, kept: dropout > 0 ? outputs : 0, sequence: 0 };
  }
  const sums = countSums(layer);
  if (isRecurrent(layer)) {
    const steps = sums / gateColumns(layer);
    const kept = sums + sums / 2;
    return { ...common, reads: inputs, writes: outputs, live: inputs + outputs, kept, sequence: steps };
  }
  if (sums === outputs) {
    const live = inputs + outputs;
    return { ...common, reads: inputs, writes: outputs, live, kept: outputs, sequence: 1 };
  }
  const live = Math.max(inputs + sums, sums + outputs);
  const [reads, writes] = [inputs + sums, sums + outputs];
  return { ...common, reads, writes, live, kept: sums + outputs, sequence: 1 };
}

/** The weighted sums that a layer forms for one window: its operations by those of one sum, two a weight. */
function countSums({ weights, flops }: Layer): number {
  const fan = weights
    .filter(({ shape }) => shape.length > 1)
    .reduce((sum, { shape }) => sum + product(shape.slice(0, -1)), 0);
  return flops / (2 * fan);
}

function isRecurrent({ weights }: Layer): boolean {
  return weights.some(({ name }) => name === 'recurrent');
}

function gateColumns({ weights }: Layer): number {
  return weights[0]?.shape.at(-1) ?? 0;
}

/** What a model costs: bytes and operations. */
export interface ModelCosts {
  layers: readonly LayerCosts[];
  parameters: number;
  flops: number;
  sequence: number;
  /** Bytes of activations for one window: the most that must be held at once to answer; all that training keeps. */
  memory: { inference: number; training: number };
}

/** What a list of layers costs for one window of so many numbers; the window itself is kept in training too. */
export function countModel(layers: readonly Layer[], inputs: number, dropout: number): ModelCosts {
  const counted = layers.map((layer, index) =>
    countLayer(layer, index === 0 ? inputs : product(layers[index - 1]?.shape ?? []), dropout),
  );
  const total = (of: (costs: LayerCosts) => number): number =>
    counted.reduce((sum, costs) => sum + of(costs), 0);
  return {
    layers: counted,
    parameters: total(({ parameters }) => parameters),
    flops: total(({ flops }) => flops),
    sequence: total(({ sequence }) => sequence),
    memory: {
      inference: bytesOfNumber * Math.max(...counted.map(({ live }) => live)),
      training: bytesOfNumber * (inputs + total(({ kept }) => kept)),
    },
  };
}

/**
 * Bytes that must move for a batch to be read: every weight once, what each layer reads and writes for every window.
 * It is the least there is: what a cache cannot hold until it is used again moves more often.
 */
export function countTraffic(
  costs: Pick<LayerCosts, 'parameters' | 'reads' | 'writes'> | readonly LayerCosts[],
  batch: number,
): number {
  const all = 'reads' in costs ? [costs] : costs;
  return (
    bytesOfNumber *
    all.reduce((sum, { parameters, reads, writes }) => sum + parameters + batch * (reads + writes), 0)
  );
}
