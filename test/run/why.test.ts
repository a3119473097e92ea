import { afterAll, beforeAll, expect, test } from 'vitest';

import { findNoStandIn } from '../../src/run/stand-in.ts';
import { explainJob } from '../../src/run/why.ts';
import { unknownJob } from '../../src/base/messages/run.ts';
import { copyWorkers } from '../support/program.ts';
import { experiment, openRunProject } from '../support/run-project.ts';

let workers: Awaited<ReturnType<typeof copyWorkers>>;

beforeAll(async () => {
  workers = await copyWorkers();
});
afterAll(() => workers.remove());

test('says what stands in a key, whether results are stored, and what changed since the last run', async () => {
  const project = await openRunProject(workers.program);
  const places = { cache: project.cache, findStandIn: findNoStandIn };
  const planOf = (epochs: number) =>
    project.plan(
      experiment('weigh', 'weigh', { parameters: { epochs } }),
      experiment('use', 'use_weights', { inputs: { weights: 'weigh.weights' } }),
    );
  const plan = await planOf(2);
  expect(await explainJob(plan, 'weigh', places)).toMatch(
    /nothing stored under [0-9a-f]{12}[^]*never ran here/,
  );
  expect(await explainJob(plan, 'use', places)).toContain('not known before weigh ran');
  await project.run(plan);
  expect(await explainJob(plan, 'use', places)).toMatch(
    /stored under [^]*inputs +weights [0-9a-f]{12}[^]*Nothing changed/,
  );
  const changed = await explainJob(await planOf(3), 'weigh', places);
  expect(changed).toMatch(/nothing stored[^]*Changed since its last run:\n {2}parameters +epochs 2 -> 3$/);
  await expect(explainJob(plan, 'wiegh', places)).rejects.toThrow(
    unknownJob('wiegh', ['weigh', 'use'], 'weigh'),
  );
  await project.remove();
});
