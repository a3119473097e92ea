import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { seedFor } from '../../src/base/random.ts';
import { planFaults } from '../support/plan-faults.ts';
import { copyWorkers } from '../support/program.ts';
import type { Tolerances } from '../../src/base/experiment.ts';
import { experiment, openRunProject, type RunProject } from '../support/run-project.ts';

let workers: Awaited<ReturnType<typeof copyWorkers>>;
let project: RunProject;

beforeAll(async () => {
  workers = await copyWorkers();
});
afterAll(() => workers.remove());
beforeEach(async () => {
  project = await openRunProject(workers.program);
});
afterEach(() => project.remove());

describe('experiments become jobs', () => {
  test('one a case, case parameters over shared ones over defaults', async () => {
    const { jobs } = await project.plan(
      experiment('sum', 'sum', {
        parameters: { numbers: [1], factor: 2 },
        cases: { base: {}, more: { parameters: { factor: 3 } } },
      }),
    );
    expect(jobs.map((job) => [job.name, job.case, job.parameters])).toEqual([
      ['sum.base', 'base', { numbers: [1], factor: 2, mode: 'plain' }],
      ['sum.more', 'more', { numbers: [1], factor: 3, mode: 'plain' }],
    ]);
  });

  test('a case runs as often as it says, else as the experiment says', async () => {
    const { jobs } = await project.plan(
      experiment('sum', 'sum', { seeds: 3, cases: { once: { seeds: 1 }, shared: {}, twice: { seeds: 2 } } }),
    );
    const names = ['sum.once', 'sum.shared', 'sum.shared#2', 'sum.shared#3', 'sum.twice', 'sum.twice#2'];
    expect(jobs.map((job) => job.name)).toEqual(names);
  });

  test('a case’s tolerances stand beside those of the experiment', async () => {
    const within = (value: number): Tolerances => ({ total: { within: value, reason: 'unsteady' } });
    const [one, two] = [within(1), within(2)];
    const cases = { a: { tolerance: two }, b: {} };
    const { jobs } = await project.plan(experiment('sum', 'sum', { tolerance: one, cases }));
    expect(jobs.map((job) => job.tolerance)).toEqual([two, one]);
  });

  test('seeds follow from the report’s seed and the job’s name, or are the case’s own', async () => {
    const { jobs } = await project.plan(
      experiment('sum', 'sum', { cases: { a: { seeds: 2 }, b: { seed: 5 } } }),
      experiment('weigh', 'weigh'),
    );
    expect(jobs.map((job) => [job.name, job.run, job.seed])).toEqual([
      ['sum.a', 1, seedFor(7, 'sum.a')],
      ['sum.a#2', 2, seedFor(7, 'sum.a#2')],
      ['sum.b', 1, 5],
      ['weigh', 1, null],
    ]);
  });

  test('a job stands behind those it takes from', async () => {
    const { jobs } = await project.plan(
      experiment('use', 'use_weights', { inputs: { weights: 'weigh.short.weights' } }),
      experiment('weigh', 'weigh', { cases: { short: {}, long: { parameters: { epochs: 5 } } } }),
    );
    expect(jobs.map((job) => job.name)).toEqual(['weigh.short', 'use', 'weigh.long']);
    expect(jobs[1]?.inputs).toEqual({ weights: { job: 'weigh.short', path: ['weights'] } });
  });

  test('the code part follows what the task uses, not comments and not what it leaves unused', async () => {
    const before = (await project.plan(experiment('sum', 'sum'))).jobs[0]!;
    expect(Object.keys(before.bundle.packages)).toEqual(['zod']);
    const library = join(project.root, 'lib', 'total.ts');
    const code = await readFile(library, 'utf8');
    await writeFile(library, `// A remark.\n${code.replace('not in the bundle', 'still not in it')}`);
    expect((await project.plan(experiment('sum', 'sum'))).jobs[0]!.bundle.sha256).toBe(before.bundle.sha256);
    await writeFile(library, code.replace('sum + number, 0', 'sum + number, 1'));
    expect((await project.plan(experiment('sum', 'sum'))).jobs[0]!.bundle.sha256).not.toBe(
      before.bundle.sha256,
    );
  });

  test('an unchanged task is neither bundled nor evaluated again', async () => {
    await project.plan(experiment('sum', 'sum'));
    // The same program by its name, without what could evaluate a task.
    const idle = join(project.root, basename(workers.program));
    await mkdir(idle);
    await cp(join(workers.program, 'runtime.json'), join(idle, 'runtime.json'));
    project.planTools.program = idle;
    expect((await project.plan(experiment('sum', 'sum'))).jobs).toHaveLength(1);
  });

  test('what another program bundled is bundled anew: this one may refuse it', async () => {
    await project.plan(experiment('weigh', 'weigh'));
    const file = join(project.root, 'tasks/weigh.ts');
    const impure = `${await readFile(file, 'utf8')}\nexport const now = Date.now();\n`;
    await writeFile(file, impure);
    // The index as a program would have left it that had nothing against the clock.
    const index = join(project.cache, 'bundles/index/weigh.json');
    const kept = JSON.parse(await readFile(index, 'utf8')) as { sources: Record<string, string> };
    kept.sources['tasks/weigh.ts'] = digestBytes(impure);
    await writeFile(index, JSON.stringify(kept));
    expect(await project.plan(experiment('weigh', 'weigh'))).toBeDefined();
    const other = join(project.root, 'another-program');
    await cp(workers.program, other, { recursive: true });
    project.planTools.program = other;
    expect(await planFaults(project, [experiment('weigh', 'weigh')])).toEqual([
      expect.stringContaining('task-is-pure'),
    ]);
  });
});
