import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs';

import type { Layer, TensorLibrary } from '../tensors.ts';

/** The four autoencoders of question 5. */
export const autoencoderNames = ['basic', 'deep', 'convolutional', 'denoising'] as const;
export type AutoencoderName = (typeof autoencoderNames)[number];

/** How far a model departs from the assignment's: all widths times `multiplier`, and `further` pairs of layers around the code. */
export interface Growth {
  multiplier: number;
  further: number;
}

/** Units (dense) or feature maps (convolutions) of the encoder's layers, from the image to the code. */
const originalWidths: Record<AutoencoderName, readonly number[]> = {
  basic: [32],
  deep: [128, 32],
  convolutional: [16, 8, 8],
  denoising: [32, 32],
};

/** An encoder's convolution: its feature maps, and whether a 2 × 2 max-pooling follows. */
interface Block {
  maps: number;
  pooled: boolean;
}

const side = 28;
const unchanged: Growth = { multiplier: 1, further: 0 };

/** The encoder's widths, from the image to the code, the further layers left out. */
function encoderWidths(name: AutoencoderName, { multiplier }: Growth): number[] {
  return originalWidths[name].map((width) => width * multiplier);
}

/**
 * Builds an autoencoder of 28 × 28 images; the layer whose output is the code is named `code`. All weights are zero:
 * the model is there to be counted, and drawing initial values would only cost time. Dispose it after use.
 */
export function buildAutoencoder(
  tf: TensorLibrary,
  name: AutoencoderName,
  growth: Growth = unchanged,
): LayersModel {
  const widths = encoderWidths(name, growth);
  if (name === 'basic' || name === 'deep') return buildDense(tf, repeatLast(widths, growth.further));
  const blocks = withFurtherBlocks(widths, growth.further);
  return name === 'convolutional' ? buildConvolutional(tf, blocks) : buildDenoising(tf, blocks);
}

function repeatLast(widths: readonly number[], times: number): number[] {
  return [...widths, ...Array.from({ length: times }, () => widths.at(-1) ?? 0)];
}

/** Further blocks keep the image's size: 7 × 7 could not be halved again. */
function withFurtherBlocks(widths: readonly number[], further: number): Block[] {
  return repeatLast(widths, further).map((maps, index) => ({ maps, pooled: index < widths.length }));
}

function buildDense(tf: TensorLibrary, widths: readonly number[]): LayersModel {
  const code = widths.length - 1;
  const encoder = widths.map((units, index) => dense(tf, units, index === code ? 'code' : undefined));
  const decoder = widths
    .slice(0, code)
    .reverse()
    .map((units) => dense(tf, units));
  return chain(tf, [side * side], [...encoder, ...decoder, dense(tf, side * side)]);
}

function buildConvolutional(tf: TensorLibrary, blocks: readonly Block[]): LayersModel {
  // Three halvings need a side that eight divides: 28 is padded to 32, and the output cropped back.
  return chain(
    tf,
    [side, side, 1],
    [
      tf.layers.zeroPadding2d({ padding: [2, 2] }),
      ...convolutions(tf, blocks),
      ...transposedConvolutions(tf, blocks),
      tf.layers.cropping2D({
        cropping: [
          [2, 2],
          [2, 2],
        ],
      }),
    ],
  );
}

function buildDenoising(tf: TensorLibrary, blocks: readonly Block[]): LayersModel {
  return chain(
    tf,
    [side, side, 1],
    [
      tf.layers.gaussianNoise({ stddev: 0.5 }),
      ...convolutions(tf, blocks),
      ...transposedConvolutions(tf, blocks),
    ],
  );
}

function convolutions(tf: TensorLibrary, blocks: readonly Block[]): Layer[] {
  return blocks.flatMap(({ maps, pooled }, index) => {
    const name = index === blocks.length - 1 ? { name: 'code' } : {};
    const options = { kernelSize: 3, padding: 'same', activation: 'relu', ...zeros } as const;
    if (!pooled) return [tf.layers.conv2d({ ...options, filters: maps, ...name })];
    return [
      tf.layers.conv2d({ ...options, filters: maps }),
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2, ...name }),
    ];
  });
}

/** The encoder's mirror image: each layer gives as many maps as its counterpart took, and doubles the side where that halved it. */
function transposedConvolutions(tf: TensorLibrary, blocks: readonly Block[]): Layer[] {
  return blocks
    .map(({ pooled }, index) =>
      tf.layers.conv2dTranspose({
        filters: blocks[index - 1]?.maps ?? 1,
        kernelSize: 3,
        strides: pooled ? 2 : 1,
        padding: 'same',
        activation: index === 0 ? 'sigmoid' : 'relu',
        ...zeros,
      }),
    )
    .reverse();
}

const zeros = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;

function dense(tf: TensorLibrary, units: number, name?: string): Layer {
  return tf.layers.dense({ units, ...zeros, ...(name === undefined ? {} : { name }) });
}

function chain(tf: TensorLibrary, shape: number[], steps: readonly Layer[]): LayersModel {
  const input = tf.input({ shape });
  const output = steps.reduce<SymbolicTensor>((tensor, step) => connect(tf, step, tensor), input);
  return tf.model({ inputs: input, outputs: output });
}

function connect(tf: TensorLibrary, layer: Layer, input: SymbolicTensor): SymbolicTensor {
  const output = layer.apply(input);
  if (!(output instanceof tf.SymbolicTensor)) throw new TypeError(`${layer.name} gives no symbolic tensor`);
  return output;
}
