import { expect, test } from 'vitest';

import { drawTileGrid } from '../../../src/experiments/pictures/tile-grid.ts';

test('tiles lie row by row, ink dark, white between and where a tile is missing', () => {
  const values = [...[1, 0, 0, 0.5], ...[0, 0, 1, 1], ...[1, 1, 1, 1]];
  const { width, height, channels, data } = drawTileGrid({ side: 2, values }, { columns: 2, gap: 1 });
  expect([width, height, channels]).toEqual([7, 7, 1]);
  const rows = Array.from({ length: 7 }, (_, row) => [...data.subarray(row * 7, row * 7 + 7)]);
  const w = 255;
  expect(rows).toEqual([
    [w, w, w, w, w, w, w],
    [w, 0, w, w, w, w, w],
    [w, w, 127, w, 0, 0, w],
    [w, w, w, w, w, w, w],
    [w, 0, 0, w, w, w, w],
    [w, 0, 0, w, w, w, w],
    [w, w, w, w, w, w, w],
  ]);
});
