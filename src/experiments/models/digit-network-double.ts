import type { Digits } from '../datasets/mnist.ts';
import type { StoredTensor, StoredTensors } from '../weight-files/safetensors.ts';

/** Zero weights, for a name that is not in the file; `loadNetwork` has refused such a file before. */
const nothing: StoredTensor = { shape: [0, 0], values: new Float32Array() };

/**
 * The logits of every image, [count · 10], in plain loops and 64-bit arithmetic: shares no code with any tensor
 * library, so its distance from them is their rounding.
 */
export function logitsInDouble(digits: Digits, stored: StoredTensors): Float64Array {
  const layer = (name: string): StoredTensor[] => [
    stored[`${name}.kernel`] ?? nothing,
    stored[`${name}.bias`] ?? nothing,
  ];
  const [hidden1, hidden2, output] = [layer('hidden1'), layer('hidden2'), layer('output')];
  const classes = output[1]?.values.length ?? 0;
  const logits = new Float64Array(digits.count * classes);
  for (let index = 0; index < digits.count; index += 1) {
    const bytes = digits.images.subarray(index * digits.pixels, (index + 1) * digits.pixels);
    // The images are 32-bit numbers in both computations, so that only the arithmetic differs.
    const pixels = Float64Array.from(bytes, (pixel) => Math.fround(pixel / 255));
    const first = affine(pixels, hidden1).map((value) => 1 / (1 + Math.exp(-value)));
    const second = affine(first, hidden2).map((value) => Math.max(value, 0));
    logits.set(affine(second, output), index * classes);
  }
  return logits;
}

/** Inputs times kernel [inputs, units], plus bias. */
function affine(
  inputs: Float64Array,
  [kernel = nothing, bias = nothing]: readonly StoredTensor[],
): Float64Array {
  const outputs = Float64Array.from(bias.values);
  const units = outputs.length;
  inputs.forEach((input, row) => {
    if (input === 0) return;
    for (let unit = 0; unit < units; unit += 1) {
      outputs[unit] = (outputs[unit] ?? 0) + input * (kernel.values[row * units + unit] ?? 0);
    }
  });
  return outputs;
}
