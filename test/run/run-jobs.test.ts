import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { formatDiagnostic, ReportError } from '../../src/base/diagnostic.ts';
import type { Plan } from '../../src/plan/plan-jobs.ts';
import { BuildInterrupted, type RunTools } from '../../src/run/run-jobs.ts';
import { watchNothing, type RunWatcher } from '../../src/run/watcher.ts';
import { copyWorkers } from '../support/program.ts';
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

/** What a build says of jobs that fail, one text each. */
async function faults(plan: Plan, tools: Partial<RunTools> = {}): Promise<string[]> {
  const error: unknown = await project.run(plan, tools).then(
    () => new Error('all jobs succeeded'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReportError)) throw error;
  return error.diagnostics.map(formatDiagnostic);
}

const staged = (): Promise<string[]> => readdir(join(project.cache, 'staging')).catch((): string[] => []);

/** Processes that run a worker of this test's program. */
async function workersAlive(): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(join(workers.program, 'worker.cjs'))) found.push(Number(pid));
  }
  return found;
}

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

  test('gets the same results from the same seed and others from another', async () => {
    const plan = await project.plan(experiment('sum', 'sum', { cases: { a: { seed: 1 }, b: { seed: 2 } } }));
    const drawn = async (): Promise<unknown[]> =>
      (await project.run(plan)).results.map((each) => each.results['drawn']);
    const [a, b] = await drawn();
    await rm(join(project.cache, 'store'), { recursive: true });
    expect(await drawn()).toEqual([a, b]);
    expect(a).not.toEqual(b);
  });

  test.each([
    ['from its context', 'random.uniform()'],
    ['through a package', 'tf.multinomial([0.5, 0.5], 1).size'],
  ])('that declares to draw nothing cannot draw %s', async (_way, drawn) => {
    const path = join(project.root, 'tasks/tensors.ts');
    const code = await readFile(path, 'utf8');
    const drawing = code
      .replace('{ engine: { tf } }', '{ engine: { tf }, random }')
      .replace('{ sum,', `{ sum: ${drawn},`);
    await writeFile(path, drawing);
    project.planTools.engine = 'cpu';
    const [fault] = await faults(await project.plan(experiment('bad', 'tensors')));
    expect(fault).toMatch(/random-is-declared .*declare random: true/);
  });

  test('runs once where two have the same key', async () => {
    const plan = await project.plan(experiment('one', 'weigh'), experiment('two', 'weigh'));
    const account = await project.run(plan);
    expect([account.ran, account.stored]).toEqual([['one'], ['two']]);
    expect(account.results[1]?.key).toBe(account.results[0]?.key);
  });

  test('takes what another made, and does not run again where that comes out in the same bits', async () => {
    const build = async (epochs: number) =>
      project.run(
        await project.plan(
          experiment('weigh', 'weigh', { parameters: { epochs } }),
          experiment('use', 'use_weights', { inputs: { weights: 'weigh.weights' } }),
        ),
      );
    expect((await build(2)).results[1]?.results).toEqual({ bytes: [1, 2, 2] });
    // Other key upstream, same bytes: early cut-off.
    expect((await build(3)).ran).toEqual(['weigh']);
    expect((await build(1)).ran).toEqual(['weigh', 'use']);
  });

  test('runs on the engine it declares', async () => {
    project.planTools.engine = 'wasm';
    const [result] = (await project.run(await project.plan(experiment('t', 'tensors')))).results;
    expect(result).toMatchObject({
      results: { sum: 512, backend: 'wasm' },
      engine: { name: 'wasm' },
      preferredEngine: 'tensorflow',
    });
  });

  test('opens declared files only', async () => {
    const plan = await project.plan(
      experiment('letters', 'letters', {
        cases: { right: {}, wrong: { parameters: { open: 'alphabet/leters' } } },
      }),
    );
    const [fault] = await faults(plan);
    expect(fault).toMatch(/report.md:11:3 file-is-declared .*\(nearest: "alphabet\/letters"\)/);
    expect((await project.run(await project.plan(experiment('letters', 'letters')))).stored).toEqual([
      'letters',
    ]);
  });
});

describe('a failing job', () => {
  test('that throws says where in its source; others go on, dependents are not run', async () => {
    const plan = await project.plan(experiment('bad', 'throws'), experiment('good', 'sum'));
    const [fault] = await faults(plan);
    expect(fault).toContain('report.md:1:1 job-succeeds  Job bad: The task failed: the divisor is zero.');
    expect(fault).toContain('tasks/throws.ts:13:');
    expect(fault).not.toContain('node:internal');
    expect((await project.run(await project.plan(experiment('good', 'sum')))).stored).toEqual(['good']);
  });

  test('leaves those that take from it unrun, and says so', async () => {
    await writeFile(
      join(project.root, 'tasks/weigh.ts'),
      (await readFile(join(project.root, 'tasks/weigh.ts'), 'utf8')).replace('1 / epochs', '1 / 0'),
    );
    const plan = await project.plan(
      experiment('weigh', 'weigh'),
      experiment('use', 'use_weights', { inputs: { weights: 'weigh.weights' } }),
    );
    const told = await faults(plan);
    expect(told[0]).toContain('result-is-finite  Job weigh: The result "loss" is Infinity');
    expect(told[1]).toContain('Job use was not run, since it takes a result of weigh');
  });

  test.each([
    [
      'kinds',
      'result-has-declared-shape',
      ['"whole"', '"list"', '"rows[0].loss"', '"rows[0].lost"', '"extra"'],
    ],
    ['nan', 'result-is-finite', ['"rows[1].loss" is NaN']],
    ['nothing', 'result-has-declared-shape', ['returns nothing']],
  ])('that returns another shape (%s) is told which results', async (how, rule, parts) => {
    const [fault] = await faults(await project.plan(experiment('bad', 'misshapes', { parameters: { how } })));
    expect(fault).toContain(rule);
    for (const part of parts) expect(fault).toContain(part);
  });

  test('that throws where nobody waits for it fails all the same, with its place', async () => {
    const code = await readFile(join(project.root, 'tasks/throws.ts'), 'utf8');
    const late = 'new Promise<{ n: number }>(() => setTimeout(() => divide(0), 5))';
    await writeFile(join(project.root, 'tasks/throws.ts'), code.replace('({ n: divide(0) })', late));
    const [fault] = await faults(await project.plan(experiment('bad', 'throws')));
    expect(fault).toContain('the divisor is zero');
    expect(fault).toContain('tasks/throws.ts:13:');
  });

  test('that never ends is stopped at its limit', async () => {
    project.config.limits = { seconds: 0.5, megabytes: 4096 };
    const [fault] = await faults(await project.plan(experiment('bad', 'endless')));
    expect(fault).toMatch(/job-ends-in-time  Job bad: It did not end within 0.5 s/);
    expect(await workersAlive()).toEqual([]);
  });

  test('that is killed with -9 is told with the end of its log', async () => {
    const [fault] = await faults(await project.plan(experiment('bad', 'dies')));
    expect(fault).toMatch(/job-succeeds  Job bad: Its process ended.*SIGKILL/);
    expect(fault).toContain('about to die');
    expect(await staged()).toEqual([]);
  });
});

describe('the store', () => {
  test.each([
    ['flipped', (text: string) => text.replace('6', '7')],
    ['cut in half', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
  ])('does not give out a damaged entry (%s): the job runs again', async (_how, damage) => {
    const plan = await project.plan(experiment('sum', 'sum'));
    const [before] = (await project.run(plan)).results;
    for (const name of ['result.json', 'entry.json']) {
      const path = join(before!.folder, name);
      await writeFile(path, damage(await readFile(path, 'utf8')));
    }
    const again = await project.run(plan);
    expect(again.ran).toEqual(['sum']);
    // Nothing but what the run took may differ.
    expect(again.results).toEqual([{ ...before, measures: again.results[0]!.measures }]);
  });

  test('serves two builds at the same time', async () => {
    const plan = await project.plan(experiment('sum', 'sum', { cases: { a: {}, b: {}, c: {} } }));
    const [one, other] = await Promise.all([project.run(plan), project.run(plan)]);
    expect(one.results).toEqual(other.results);
    expect(await staged()).toEqual([]);
  });

  test('gives a hundred stored results at once', async () => {
    const cases = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`c${index}`, {}]));
    const plan = await project.plan(experiment('weigh', 'weigh', { cases }));
    await project.run(plan);
    const account = await project.run(plan);
    expect(account.stored).toHaveLength(100);
  });
});

describe('an interrupted build', () => {
  test('leaves no process and no staging within two seconds; the next one goes on', async () => {
    const plan = await project.plan(experiment('sum', 'sum'), experiment('bad', 'endless'));
    const controller = new AbortController();
    const told: string[] = [];
    const seen = new Set<string>();
    const abortWhenBoth = (what: string): void => {
      if (seen.add(what).size === 2) controller.abort();
    };
    const watcher: RunWatcher = {
      ...watchNothing(),
      done: () => {
        abortWhenBoth('done');
      },
      progress: () => {
        abortWhenBoth('progress');
      },
      failed: (job) => told.push(`${job.name} failed`),
      stopped: (job) => told.push(`${job.name} stopped`),
    };
    let aborted = 0;
    controller.signal.addEventListener('abort', () => (aborted = Date.now()));
    await expect(project.run(plan, { signal: controller.signal, watcher })).rejects.toThrow(BuildInterrupted);
    expect(told).toEqual(['bad stopped']);
    expect(Date.now() - aborted).toBeLessThan(2000);
    expect(await workersAlive()).toEqual([]);
    expect(await staged()).toEqual([]);
    const next = await project.run(await project.plan(experiment('sum', 'sum')));
    expect(next.stored).toEqual(['sum']);
  });

  test('that was killed leaves staging, which the next one sweeps', async () => {
    const plan = await project.plan(experiment('sum', 'sum'));
    await project.run(plan);
    const left = join(project.cache, 'staging', '999999999-left');
    await import('node:fs/promises').then((fs) => fs.mkdir(left, { recursive: true }));
    await project.run(plan);
    expect(await staged()).toEqual([]);
  });
});

test('more jobs than slots: the longest before goes first', async () => {
  const plan = await project.plan(experiment('sum', 'sum', { cases: { a: {}, b: {}, c: {} } }));
  const started: string[] = [];
  const durations = new Map(
    [1, 3, 2].map((seconds, index) => [`sum.${'abc'.charAt(index)}`, { task: 'sum', seconds }] as const),
  );
  const watcher: RunWatcher = { ...watchNothing(), started: (job) => started.push(job.name) };
  await project.run({ ...plan, durations }, { jobs: 1, watcher });
  expect(started).toEqual(['sum.b', 'sum.c', 'sum.a']);
});
