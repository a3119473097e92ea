import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { buildWorkers } from '../support/program.ts';
import { experiment, openRunProject, type RunProject } from '../support/run-project.ts';

let workers: Awaited<ReturnType<typeof buildWorkers>>;
let project: RunProject;

beforeAll(async () => {
  workers = await buildWorkers();
});
afterAll(() => workers.remove());
beforeEach(async () => {
  project = await openRunProject(workers.program);
});
afterEach(() => project.remove());

describe('a job', () => {
  test('is bundled, declared, run in a worker, stored and read back', async () => {
    const plan = await project.plan(experiment('sum', 'sum', { parameters: { numbers: [1, 2.5] } }));
    const first = await project.run(plan);
    expect(first.ran).toEqual(['sum']);
    expect(first.results[0]).toMatchObject({
      given: { numbers: [1, 2.5], factor: 1, mode: 'plain' },
      results: { total: 3.5, terms: 2 },
      engine: { name: 'javascript' },
    });
    const second = await project.run(plan);
    expect(second.stored).toEqual(['sum']);
    expect(second.results).toEqual(first.results);
  });
});
