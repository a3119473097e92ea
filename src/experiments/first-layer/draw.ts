import type { Pixels } from '../../base/results.ts';
import type { ComparedKernel } from './compare-kernels.ts';
import { sobelKernels, type KernelValues } from './sobel.ts';

/** A square of values to be drawn, row by row. */
interface Square {
  side: number;
  values: ArrayLike<number>;
  /** Pixels a side for each value. */
  scale: number;
}

type Place = readonly [left: number, top: number];

const gap = 8;

/**
 * The four Sobel kernels in the first row; below them the kernels after training, eight a row, and below these the same ones
 * before it, in the same order. Dark is positive, light negative, the grey between nought; each kernel is drawn to its own
 * greatest weight.
 */
export function drawKernels(compared: readonly ComparedKernel[], side: number): Pixels {
  const [scale, columns] = [8, 8];
  const cell = side * scale + gap;
  const rows = Math.ceil(compared.length / columns);
  const pixels = blank(columns * cell + gap, (1 + 2 * rows) * cell + 5 * gap);
  const put = (kernels: readonly KernelValues[], top: number): void => {
    kernels.forEach((values, index) => {
      const left = gap + (index % columns) * cell;
      drawSigned(pixels, { side, values, scale }, [left, top + Math.floor(index / columns) * cell]);
    });
  };
  put(inOrder(side), gap);
  put(
    compared.map(({ after }) => after),
    3 * gap + cell,
  );
  put(
    compared.map(({ before }) => before),
    5 * gap + (1 + rows) * cell,
  );
  return pixels;
}

function inOrder(side: number): KernelValues[] {
  const { vertical, horizontal, falling, rising } = sobelKernels(side);
  return [vertical, horizontal, falling, rising];
}

/** An image of one channel in [0, 1]. */
export interface Example {
  side: number;
  values: Float64Array;
}

/**
 * An image and what kernels make of it, each response under its kernel: first the image and the four Sobel kernels, then
 * the `shown` kernels most like these and the `shown` least like them, one row each. Responses are drawn as kernels are.
 */
export function drawResponses(example: Example, compared: readonly ComparedKernel[], side: number): Pixels {
  const [scale, small, shown] = [3, 6, 5];
  const cell = { width: example.side * scale + gap, height: example.side * scale + side * small + 2 * gap };
  const pixels = blank(shown * cell.width + gap, 3 * cell.height + 2 * gap);
  const learned = compared.map(({ after }) => after);
  const rows = [[null, ...inOrder(side)], learned.slice(0, shown), learned.slice(-shown)];
  rows.forEach((kernels, row) => {
    kernels.forEach((kernel, column) => {
      const [left, top] = [gap + column * cell.width, gap + row * (cell.height + gap / 2)];
      const below: Place = [left, top + side * small + gap / 2];
      if (!kernel) drawInk(pixels, { ...example, scale }, below);
      else {
        const middle = left + Math.floor((example.side * scale - side * small) / 2);
        drawSigned(pixels, { side, values: kernel, scale: small }, [middle, top]);
        drawSigned(pixels, { side: example.side, values: respond(example, kernel, side), scale }, below);
      }
    });
  });
  return pixels;
}

/** What a kernel of `side` by `side` gives at each pixel of an image, nought standing around it. */
export function respond(
  { side: width, values }: Example,
  kernel: ArrayLike<number>,
  side: number,
): Float64Array {
  const half = (side - 1) / 2;
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= width ? 0 : (values[y * width + x] ?? 0);
  return Float64Array.from({ length: values.length }, (_, place) => {
    const [x, y] = [place % width, Math.floor(place / width)];
    let sum = 0;
    for (let tap = 0; tap < side * side; tap += 1)
      sum += (kernel[tap] ?? 0) * at(x + (tap % side) - half, y + Math.floor(tap / side) - half);
    return sum;
  });
}

function blank(width: number, height: number): Pixels {
  return { width, height, channels: 1, data: new Uint8Array(width * height).fill(255) };
}

function drawSigned(pixels: Pixels, square: Square, place: Place): void {
  let greatest = 0;
  for (let index = 0; index < square.values.length; index += 1)
    greatest = Math.max(greatest, Math.abs(square.values[index] ?? 0));
  drawSquare(
    pixels,
    square,
    place,
    (value) => 128 - Math.round((greatest === 0 ? 0 : value / greatest) * 127),
  );
}

function drawInk(pixels: Pixels, square: Square, place: Place): void {
  drawSquare(pixels, square, place, (value) => 255 - Math.round(value * 255));
}

function drawSquare(
  pixels: Pixels,
  { side, values, scale }: Square,
  [left, top]: Place,
  shade: (value: number) => number,
): void {
  for (let y = 0; y < side * scale; y += 1) {
    for (let x = 0; x < side * scale; x += 1) {
      const value = values[Math.floor(y / scale) * side + Math.floor(x / scale)] ?? 0;
      pixels.data[(top + y) * pixels.width + left + x] = shade(value);
    }
  }
}
