import { expect, test } from 'vitest';

import { count, file, group, image, matrix, series, table } from '../../src/base/kinds.ts';
import { copyResults } from '../../src/run/copy-results.ts';

/** A value that is another every time it is asked for. */
function fickle(): { n: number } {
  let asked = 0;
  return {
    get n() {
      asked += 1;
      return asked;
    },
  };
}

test('what is checked is what is stored, however often a task answers otherwise', () => {
  const copy = copyResults(
    { n: count(), inner: group({ n: count() }), rows: table({ n: count() }) },
    {
      ...{ n: 1, rows: [fickle()] },
      inner: fickle(),
    },
  ) as { inner: { n: number }; rows: { n: number }[] };
  expect([copy.inner.n, copy.inner.n, copy.rows[0]?.n, copy.rows[0]?.n]).toEqual([1, 1, 1, 1]);
});

test('what a task goes on writing into after it has answered is not what is stored', () => {
  const returned = {
    ...{ list: [1], grid: [[1]], bytes: Uint8Array.of(1) },
    shot: { width: 1, height: 1, channels: 1, data: Uint8Array.of(1) },
  };
  const specs = {
    ...{ list: series(count()), grid: matrix(count()), bytes: file('text/plain'), shot: image() },
  };
  const copy = copyResults(specs, returned);
  const before = structuredClone(copy);
  returned.list[0] = returned.bytes[0] = returned.shot.data[0] = 2;
  returned.grid[0]![0] = 2;
  expect(copy).toEqual(before);
});
