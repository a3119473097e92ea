import type { Pixels } from '../../base/results.ts';
import type { Digits } from '../datasets/mnist.ts';

/** A digit to be shown: its index in the data set, with what it is and what it was read as. */
export interface GridEntry {
  index: number;
  truth: number;
  predicted: number;
}

/** Rows of three pixels each, bits from the left, five rows a glyph. */
const glyphs: readonly (readonly number[])[] = [
  [7, 5, 5, 5, 7],
  [2, 6, 2, 2, 7],
  [7, 1, 7, 4, 7],
  [7, 1, 3, 1, 7],
  [5, 5, 7, 1, 1],
  [7, 4, 7, 1, 7],
  [7, 4, 7, 5, 7],
  [7, 1, 1, 2, 2],
  [7, 5, 7, 5, 7],
  [7, 5, 7, 1, 7],
];
/** A triangle pointing right: is read as. */
const becomes: readonly number[] = [4, 6, 7, 6, 4];

const [side, gap, scale] = [28, 6, 2];
const [glyphWidth, glyphHeight] = [3 * scale, 5 * scale];
const cell = { width: side + gap, height: side + glyphHeight + 2 * gap };

/**
 * Draws digits dark on white in a grid, row by row; under each stands what it is, a triangle, and what it was read as.
 */
export function drawDigitGrid(digits: Digits, entries: readonly GridEntry[], columns: number): Pixels {
  const width = columns * cell.width + gap;
  const height = Math.ceil(entries.length / columns) * cell.height + gap;
  const pixels: Pixels = { width, height, channels: 1, data: new Uint8Array(width * height).fill(255) };
  entries.forEach((entry, place) => {
    const left = gap + (place % columns) * cell.width;
    const top = gap + Math.floor(place / columns) * cell.height;
    drawDigit(pixels, digits, entry.index, [left, top]);
    drawReading(pixels, entry, [left, top + side + scale]);
  });
  return pixels;
}

function drawDigit(
  pixels: Pixels,
  digits: Digits,
  index: number,
  [left, top]: readonly [number, number],
): void {
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const ink = digits.images[index * digits.pixels + y * side + x] ?? 0;
      pixels.data[(top + y) * pixels.width + left + x] = 255 - ink;
    }
  }
}

/** The true digit, the triangle and the digit read, centred under the image. */
function drawReading(
  pixels: Pixels,
  { truth, predicted }: GridEntry,
  [left, top]: readonly [number, number],
): void {
  const signs = [glyphs[truth] ?? [], becomes, glyphs[predicted] ?? []];
  const advance = glyphWidth + scale;
  const start = left + Math.floor((side - signs.length * advance + scale) / 2);
  signs.forEach((sign, place) => {
    drawSign(pixels, sign, [start + place * advance, top]);
  });
}

function drawSign(pixels: Pixels, sign: readonly number[], [left, top]: readonly [number, number]): void {
  for (let y = 0; y < glyphHeight; y += 1) {
    for (let x = 0; x < glyphWidth; x += 1) {
      const bits = sign[Math.floor(y / scale)] ?? 0;
      const set = (bits >> (2 - Math.floor(x / scale))) & 1;
      if (set === 1) pixels.data[(top + y) * pixels.width + left + x] = 0;
    }
  }
}
