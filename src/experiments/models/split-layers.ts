import { blocksPooledAway } from '../../base/messages/experiments.ts';

/** A network of the VGG kind: blocks of convolutions that keep the sides, a pooling after each block, dense layers. */
export interface NetworkShape {
  /** Of the image, which is square. */
  side: number;
  channels: number;
  /** Feature maps of the convolutions, block by block. */
  blocks: readonly (readonly number[])[];
  /** Side of the kernels, and of the windows that are pooled. */
  kernel: number;
  pool: number;
  /** Units of the dense layers, the last of which are the classes. */
  dense: readonly number[];
}

/** A layer with weights, counted for one image. */
export interface SplitLayer {
  /** `conv 2.1` is the first of the second block. */
  layer: string;
  kind: 'convolution' | 'dense';
  /** Numbers that it takes for one image. */
  inputs: number;
  output: readonly number[];
  parameters: number;
  /** Two a multiply-add; biases are not counted. */
  flops: number;
  /** Weights that a dense layer between the same numbers would have. */
  unshared: number;
}

/** The layers of a network with their weights and operations. Throws where pooling leaves nothing of the sides. */
export function splitLayers(network: NetworkShape): SplitLayer[] {
  const { kernel, pool } = network;
  const layers: SplitLayer[] = [];
  let [side, maps] = [network.side, network.channels];
  network.blocks.forEach((block, index) => {
    block.forEach((width, place) => {
      const layer = `conv ${index + 1}.${place + 1}`;
      layers.push(countConvolution(layer, { side, inputs: maps, outputs: width, kernel }));
      maps = width;
    });
    side = Math.floor(side / pool);
    if (side === 0) throw new Error(blocksPooledAway(network.side, index + 1));
  });
  let inputs = side * side * maps;
  network.dense.forEach((units, index) => {
    layers.push(countDense(`dense ${index + 1}`, inputs, units));
    inputs = units;
  });
  return layers;
}

function countConvolution(
  layer: string,
  { side, inputs, outputs, kernel }: { side: number; inputs: number; outputs: number; kernel: number },
): SplitLayer {
  const weights = kernel * kernel * inputs * outputs;
  const positions = side * side;
  return {
    layer,
    kind: 'convolution',
    inputs: positions * inputs,
    output: [side, side, outputs],
    parameters: weights + outputs,
    flops: 2 * weights * positions,
    unshared: positions * inputs * (positions * outputs),
  };
}

function countDense(layer: string, inputs: number, units: number): SplitLayer {
  const weights = inputs * units;
  return {
    layer,
    kind: 'dense',
    inputs,
    output: [units],
    parameters: weights + units,
    flops: 2 * weights,
    unshared: weights,
  };
}
