import { expect, test } from 'vitest';

import { coverageOf } from '../../src/base/coverage.ts';
import { experiment, fillFiles, sums } from '../fill/report-of.ts';

test('a number into which results and published figures went is one of the results', async () => {
  const text = `In 2017 :value[published.sums.total], here :value[sums.total], :value[sums.total / published.sums.total]{format=".1f"} times.
Twice :value[2 * published.sums.total] is of the published alone, and :literal[3]{reason="an example"} is neither.`;
  const files = {
    'a.md': `${experiment}\n${text}\n`,
    'published.yaml': 'sums:\n  total: {value: 5, kind: count, source: "A paper, 2017"}\n',
  };
  expect(coverageOf(await fillFiles(files, [sums()]))).toEqual({
    numbers: 5,
    bound: 2,
    published: 2,
    literal: 1,
    claims: 0,
  });
});
