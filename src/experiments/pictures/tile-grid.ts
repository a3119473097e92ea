import type { Pixels } from '../../base/results.ts';

/** Square tiles of `side` × `side` shares of ink, from 0 to 1, one tile after the other. */
export interface Tiles {
  side: number;
  values: ArrayLike<number>;
}

/** Draws tiles dark on white in a grid, row by row, with `gap` white pixels around each. */
export function drawTileGrid(
  { side, values }: Tiles,
  { columns, gap }: { columns: number; gap: number },
): Pixels {
  const count = Math.floor(values.length / (side * side));
  const step = side + gap;
  const width = columns * step + gap;
  const height = Math.ceil(count / columns) * step + gap;
  const data = new Uint8Array(width * height).fill(255);
  for (let tile = 0; tile < count; tile += 1) {
    const left = gap + (tile % columns) * step;
    const top = gap + Math.floor(tile / columns) * step;
    for (let place = 0; place < side * side; place += 1) {
      const ink = values[tile * side * side + place] ?? 0;
      const row = top + Math.floor(place / side);
      data[row * width + left + (place % side)] = 255 - Math.floor(255 * ink + 0.5);
    }
  }
  return { width, height, channels: 1, data };
}
