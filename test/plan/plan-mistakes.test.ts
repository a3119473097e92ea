import { mkdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Experiment } from '../../src/base/experiment.ts';
import { planFaults } from '../support/plan-faults.ts';
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

const faults = (...experiments: Experiment[]): Promise<string[]> => planFaults(project, experiments);

async function writeTask(name: string, code: string): Promise<void> {
  await writeFile(join(project.root, 'tasks', `${name}.ts`), code);
}

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
