import { cp, mkdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { formatDiagnostic, ReportError } from '../../src/base/diagnostic.ts';
import { digestBytes } from '../../src/base/digest.ts';
import { seedFor } from '../../src/base/random.ts';
import type { Experiment } from '../../src/base/experiment.ts';
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

/** Every diagnostic of planning, one line each. */
async function faults(...experiments: Experiment[]): Promise<string[]> {
  const error: unknown = await project.plan(...experiments).then(
    () => new Error('the plan was made'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReportError)) throw error;
  return error.diagnostics.map(formatDiagnostic);
}

async function writeTask(name: string, code: string): Promise<void> {
  await writeFile(join(project.root, 'tasks', `${name}.ts`), code);
}

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
    const cases = { a: { tolerance: { total: 2 } }, b: {} };
    const { jobs } = await project.plan(experiment('sum', 'sum', { tolerance: { total: 1 }, cases }));
    expect(jobs.map((job) => job.tolerance)).toEqual([{ total: 2 }, { total: 1 }]);
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
    expect(await faults(experiment('weigh', 'weigh'))).toEqual([expect.stringContaining('task-is-pure')]);
  });
});

describe('mistakes are told before anything runs', () => {
  test('unknown task, parameter, input and result, each with the nearest name, all at once', async () => {
    expect(
      await faults(
        experiment('a', 'summ'),
        experiment('b', 'sum', { cases: { x: { parameters: { numers: [1] } } } }),
        experiment('c', 'sum', { parameters: { mode: 'lout' } }),
        experiment('d', 'sum', { parameters: { numbers: [1, 'two'] } }),
      ),
    ).toEqual([
      'report.md:1:20 task-is-known  no task "summ" in tasks (nearest: "sum"). Correct it, or write tasks/summ.ts.',
      'report.md:2:101 parameters-are-valid  The parameter "mode" does not suit the task "sum": Invalid option: expected one of "plain"|"loud". Give another value.',
      'report.md:2:102 parameters-are-valid  The parameter "numbers[1]" does not suit the task "sum": Invalid input: expected number, received string. Give another value.',
      'report.md:10:101 parameter-is-known  the task "sum" has no parameter "numers" (nearest: "numbers"). Correct it, or remove it.',
    ]);
  });

  test('a shared mistake is told once, however many cases share it', async () => {
    const shared = experiment('a', 'sum', { parameters: { factor: 0 }, cases: { x: {}, y: {} } });
    expect(await faults(shared)).toHaveLength(1);
  });

  test.each([
    ['weigh.wieghts', 'the job "weigh" has no result "wieghts" (nearest: "weights"). Correct it.'],
    [
      'wiegh.weights',
      'no job for the input "wiegh.weights" (nearest: "weigh"). Correct it, or declare that experiment.',
    ],
    ['weigh.loss', 'The input "weigh.loss" is a metric, the task expects a file; take another result.'],
  ])('input %s', async (weights, message) => {
    const [fault] = await faults(
      experiment('use', 'use_weights', { inputs: { weights } }),
      experiment('weigh', 'weigh'),
    );
    expect(fault).toBe(`report.md:2:102 input-is-known  ${message}`);
  });

  test('a missing input, and jobs that wait for each other', async () => {
    expect(await faults(experiment('use', 'use_weights'))).toEqual([
      expect.stringContaining('needs the input "weights"'),
    ]);
    await writeTask(
      'pass_on',
      `import { z } from 'zod';
      export const declaration = {
        title: 'Passes on', parameters: z.strictObject({}), results: { n: { kind: 'count' } },
        inputs: { n: 'count' }, engines: ['javascript'], random: false,
      };
      export const run = async (_, context) => ({ n: await context.input('n') });`,
    );
    expect(
      await faults(
        experiment('a', 'pass_on', { inputs: { n: 'b.n' } }),
        experiment('b', 'pass_on', { inputs: { n: 'a.n' } }),
      ),
    ).toEqual([expect.stringContaining('inputs-end-somewhere  These jobs wait for each other: a <- b <- a')]);
  });

  test('a task that does not bundle: syntax and lost imports at their line', async () => {
    await writeTask('broken', `export const declaration = {\n  title: 'A' B,\n};\n`);
    await writeTask('lost', `import { x } from './no-such.ts';\nexport const run = x;\n`);
    await writeTask('foreign', `\nimport { x } from 'no-such-package';\nexport const run = x;\n`);
    const [broken, foreign, lost] = await faults(
      experiment('a', 'broken'),
      experiment('b', 'lost'),
      experiment('c', 'foreign'),
    );
    expect(broken).toMatch(/^tasks\/broken.ts:2:14 task-compiles /);
    expect(foreign).toMatch(/^tasks\/foreign.ts:2:1 package-is-installed .*"no-such-package"/);
    expect(lost).toMatch(/^tasks\/lost.ts:1:19 task-compiles .*no-such/);
  });

  test('a task that does not bundle and is shown by excerpts is told once', async () => {
    await writeTask('broken', 'export const declaration = {{\n');
    await writeTask('other', 'export {');
    const found = ['tasks/broken.ts', 'tasks/other.ts', 'tasks/other.ts'].map((file) => ({
      rule: 'excerpt-is-valid',
      place: { file, line: 1, column: 9 },
      message: 'It cannot be parsed.',
    }));
    Object.assign(project.planTools, { found });
    const told = await faults(experiment('a', 'broken'), experiment('b', 'broken'));
    expect(told.map((line) => line.split('  ')[0])).toEqual([
      expect.stringMatching(/^tasks\/broken.ts:\d+:\d+ task-compiles$/),
      'tasks/other.ts:1:9 excerpt-is-valid',
    ]);
  });

  test('a task that reaches for the world is refused at its lines; types and own names are not', async () => {
    const told = await faults(experiment('a', 'impure'));
    expect(told.map((line) => line.replace(/ {2}.*?(must not \w+) (.*?),.*/, ' $2'))).toEqual([
      'tasks/impure.ts:1:1 task-is-pure "node:fs"',
      'tasks/impure.ts:24:35 task-is-pure Date',
      'tasks/impure.ts:24:48 task-is-pure Math.random',
      'tasks/impure.ts:25:8 task-is-pure process',
    ]);
  });

  test('a task without a declaration, with a wrong one', async () => {
    const [misdeclared, undeclared] = await faults(
      experiment('a', 'undeclared'),
      experiment('b', 'misdeclared'),
    );
    expect(undeclared).toMatch(
      /^tasks\/undeclared.ts:1:1 task-is-declared .*"undeclared".*exports no declaration/,
    );
    expect(misdeclared).toMatch(
      /^tasks\/misdeclared.ts:\d+:14 task-is-declared .*"misdeclared".*F1-score.*engines/,
    );
  });

  test.each(['given', 'label', 'note', 'case', 'seeds', 'published', 'row', 'index'])(
    'a result named %s, which means something else in expressions',
    async (name) => {
      const code = await readFile(join(project.root, 'tasks/throws.ts'), 'utf8');
      await writeTask('throws', code.replace('results: { n:', `results: { ${name}:`));
      expect(await faults(experiment('a', 'throws'))).toEqual([
        expect.stringMatching(`task-is-declared .*results\\.${name}.*must not be named given, label`),
      ]);
    },
  );

  test('a cache that cannot be written is the machine’s fault, with the way out', async () => {
    await mkdir(project.cache, { recursive: true });
    await writeFile(join(project.cache, 'bundles'), 'in the place of a folder');
    expect(await faults(experiment('a', 'sum'))).toEqual([
      expect.stringMatching(/^cache-is-writable .*bundles cannot be written.*make room or make it writable/),
    ]);
  });

  test('an engine that the task cannot use', async () => {
    project.planTools.engine = 'wasm';
    await writeTask(
      'only_cpu',
      (await readFile(join(project.root, 'tasks/tensors.ts'), 'utf8')).replace(/\['tens.*\]/, "['cpu']"),
    );
    const [fault] = await faults(experiment('a', 'only_cpu'));
    expect(fault).toMatch(/engine-is-at-hand .*cannot run on wasm; build with --engine cpu/);
  });
});

describe('data files', () => {
  const letters = () => join(project.root, 'data/letters.txt');

  test.each([
    ['missing', () => rm(letters()), 'is missing'],
    ['truncated', () => truncate(letters(), 4), 'is truncated: 4 bytes instead of 10'],
    ['altered', () => writeFile(letters(), 'abcdefghiX'), 'is altered: sha256'],
  ])('%s: told at the manifest, with the way out', async (_what, damage, message) => {
    const plan = experiment('letters', 'letters');
    expect((await project.plan(plan)).jobs[0]?.files).toMatchObject([
      { name: 'alphabet/letters', bytes: 10 },
    ]);
    await damage();
    const [fault] = await faults(plan);
    expect(fault).toMatch(/^data\/alphabet.yaml:6:5 data-is-whole/);
    expect(fault).toContain(message);
    expect(fault).toContain('npm run data -- alphabet');
  });

  test('altered under the old size and time, as copying and unpacking do: told all the same', async () => {
    await utimes(letters(), 1, 1);
    await project.plan(experiment('letters', 'letters'));
    await writeFile(letters(), 'abcdefghiX');
    await utimes(letters(), 1, 1);
    expect(await faults(experiment('letters', 'letters'))).toEqual([
      expect.stringContaining('is altered: sha256'),
    ]);
  });

  test('digests are remembered of files that are there, and forgotten of others', async () => {
    const remembered = async (): Promise<string[]> =>
      Object.keys(JSON.parse(await readFile(join(project.cache, 'verified.json'), 'utf8')) as object);
    const manifest = join(project.root, 'data/alphabet.yaml');
    await project.plan(experiment('letters', 'letters'));
    const [first] = await remembered();
    expect(first).toContain(letters());
    await rename(letters(), join(project.root, 'data/moved.txt'));
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('letters.txt', 'moved.txt'));
    await project.plan(experiment('letters', 'letters'));
    expect(await remembered()).toEqual([expect.stringContaining('moved.txt')]);
  });

  test('a manifest that is missing, broken, or leads out of the project', async () => {
    const manifest = join(project.root, 'data/alphabet.yaml');
    const content = await readFile(manifest, 'utf8');
    const plan = experiment('letters', 'letters');
    await writeFile(manifest, content.replace('data/letters.txt', '../letters.txt'));
    expect(await faults(plan)).toEqual([expect.stringMatching(/^data\/alphabet.yaml:6:5 path-is-inside/)]);
    await writeFile(manifest, content.replace('bytes: 10', 'bytes: ten'));
    expect(await faults(plan)).toEqual([
      expect.stringMatching(/^data\/alphabet.yaml:7:12 manifest-is-valid.*files.letters.bytes/),
    ]);
    await rm(manifest);
    expect(await faults(plan)).toEqual([
      expect.stringMatching(/^report.md:1:20 data-is-known.*data\/alphabet.yaml/),
    ]);
  });
});
