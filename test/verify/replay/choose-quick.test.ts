import { expect, test } from 'vitest';

import type { Job } from '../../../src/base/job.ts';
import { chooseQuick } from '../../../src/verify/replay/choose-quick.ts';

const job = (name: string, engine: string, from: string[] = []): Job => {
  const inputs = Object.fromEntries(from.map((upstream) => [upstream, { job: upstream, path: ['x'] }]));
  return { name, engine: { name: engine }, inputs } as unknown as Job;
};

test('jobs in plain JavaScript that take seconds, with all that they take from; an unknown one may be quick', () => {
  const seconds: Record<string, number> = { counts: 0.1, long: 6, trained: 40 };
  const jobs = [
    job('counts', 'javascript'),
    job('unknown', 'javascript'),
    job('long', 'javascript'),
    job('trained', 'tensorflow'),
    job('of_counts', 'javascript', ['counts', 'unknown']),
    job('of_long', 'javascript', ['counts', 'long']),
    job('of_trained', 'javascript', ['trained']),
  ];
  const chosen = chooseQuick(jobs, (name) => seconds[name] ?? null);
  expect(chosen.map(({ name }) => name)).toEqual(['counts', 'unknown', 'of_counts']);
});
