import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { copyGeneratorWithoutEngines } from '../support/copy-generator.ts';
import { editFile } from '../support/edit-file.ts';
import {
  copyFixtures,
  copyReport,
  type Run,
  runReport,
  type Started,
  startReport,
} from '../support/run-report.ts';
import { layFonts } from '../support/warm-fonts.ts';

/** The generator on a machine without engines. */
let generator: string;
/** A report that was built and locked where there are some; the store is gone. */
let locked: string;

beforeAll(async () => {
  generator = copyGeneratorWithoutEngines();
  locked = copyFixtures('reports/elsewhere');
  await runReport(['build', locked]);
  await runReport(['lock', locked]);
  rmSync(join(locked, '.cache'), { recursive: true });
});
afterAll(() => {
  rmSync(generator, { recursive: true, force: true });
});

const copyLocked = (): string => copyReport(locked);

/** Waits until a command has said it. */
async function saying({ output }: Started, text: string): Promise<void> {
  const started = Date.now();
  while (!`${output.stdout}${output.stderr}`.includes(text)) {
    if (Date.now() - started > 20_000)
      throw new Error(`it does not say "${text}":\n${output.stdout}${output.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const without = (...args: string[]): Promise<Run> => runReport(args, { generator });
const markdownOf = (folder: string): string => readFileSync(join(folder, 'dist/report.md'), 'utf8');

describe('a job whose engines are not at hand', () => {
  test('gives its locked results, marked; what takes them runs', async () => {
    const folder = copyLocked();
    const plain = markdownOf(folder);
    const run = await without('build', folder);
    expect(run.stderr).not.toContain('mistake');
    expect(run.stdout).toContain('3 jobs: 1 ran, 0 from the store, 2 from the locked results\n');
    expect(run.stdout).toContain('numbers from results: all as locked');
    expect(run.code).toBe(0);
    const markdown = markdownOf(folder);
    expect(markdown).toMatch(/small product is 14\[?‖.*, the large one 55\[?‖/);
    expect(markdown).toMatch(/add up to 6, and \$p = \{14\{\}\^\{\\Vert\}\}\$/);
    expect(markdown).toContain('‖ From the locked results: the job was not run');
    expect(
      markdown
        .replaceAll(/‖ From.*\n\n?|‖/g, '')
        .replace('{14{}^{\\Vert}}', '14')
        .trim(),
    ).toBe(plain.trim());
    const again = await without('build', folder);
    expect(again.stdout).toContain('3 jobs: 0 ran, 1 from the store, 2 from the locked results\n');
  });

  test('is told of by check, jobs and why', async () => {
    const folder = copyLocked();
    const check = await without('check', folder);
    expect(check.stdout).toBe(
      'no mistakes: 1 source, 2 experiments, 3 jobs (1 would run, 2 from the locked results)\n',
    );
    const jobs = await without('jobs', folder);
    expect(jobs.stdout).toMatch(/\nproduct\.small +cannot run: locked results +equal /);
    expect(jobs.stdout).toMatch(/\nsum +runs: no result stored +equal /);
    const why = await without('why', 'product.small', folder);
    expect(why.stdout).toMatch(/its locked results are shown\n.*\n.*parameters +{"length":3}/);
  });

  test('stands in while the report is watched, until its locked results no longer fit', async () => {
    const folder = copyLocked();
    const watch = startReport(['build', folder, '--watch'], { generator });
    await saying(watch, 'Watching');
    editFile(folder, '01.md', 'add up to', 'come to');
    await saying(watch, 'no job ran, 2 from the locked results');
    editFile(folder, '01.md', 'length: 5', 'length: 6');
    await saying(watch, 'engine-is-at-hand');
    editFile(folder, '01.md', 'length: 6', 'length: 5');
    await saying(watch, 'Mended.');
    process.kill(watch.pid, 'SIGINT');
    expect((await watch.ended).code).toBe(130);
  });

  test('is left as locked by lock, which accepts the others', async () => {
    const folder = copyLocked();
    await without('build', folder);
    expect((await without('lock', folder)).stdout).toContain('Nothing to change');
    editFile(folder, '01.md', 'inputs: {numbers', 'from: 1\ninputs: {numbers');
    await without('build', folder);
    const lock = await without('lock', folder);
    expect(lock.stdout).toContain('3 jobs: 0 new, 1 changed, 2 as before');
    expect((await runReport(['build', folder, '--frozen'])).code).toBe(0);
  });

  test('keeps what it gave when there was an engine', async () => {
    const folder = copyLocked();
    await runReport(['build', folder]);
    const stored = await without('build', folder);
    expect(stored.stdout).toContain('3 jobs, all from the store');
    expect(markdownOf(folder)).not.toContain('‖');
    rmSync(join(folder, 'results'), { recursive: true });
    expect((await without('clean', folder)).stdout).toContain('Nothing to remove; 3 stored results kept.');
  });

  const reasons: [reason: string, change: (folder: string) => void, told: RegExp][] = [
    [
      'nothing is locked',
      (folder) => {
        rmSync(join(folder, 'results/product.large.json'));
      },
      /in its place: there are none/,
    ],
    [
      'another parameter',
      (folder) => {
        editFile(folder, '01.md', 'length: 5', 'length: 6');
      },
      /of other parameters than the report has now\.\n\s+parameters +length 5 -> 6/,
    ],
    [
      'a damaged file',
      (folder) => {
        editFile(folder, 'results/product.large.json', '"total": 55', '"total": 56');
      },
      /"product\.large" cannot be used: its content is not what was locked/,
    ],
    [
      'another picture',
      (folder) => {
        appendFileSync(join(folder, 'results/product.large.picture.png'), 'x');
      },
      /file, a locked result of "product\.large", is another/,
    ],
  ];

  test.each(reasons)('fails alone without locked results that fit: %s', async (_reason, change, told) => {
    const folder = copyLocked();
    const before = markdownOf(folder);
    change(folder);
    const run = await without('build', folder);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(
      /01\.md:7:3 engine-is-at-hand {2}Job product\.large: The task "product" runs on wasm/,
    );
    expect(run.stderr).toContain('npm run setup');
    expect(run.stderr).toMatch(told);
    expect(run.stderr).toContain('1 mistake.');
    expect(markdownOf(folder)).toBe(before);
    // The others ran, and what they gave is kept.
    expect((await without('jobs', folder)).stdout).toMatch(/\nsum +stored /);
    expect((await without('check', folder)).stderr).toContain('engine-is-at-hand');
  });

  test('has no file to give that is locked by its digest only', async () => {
    const folder = copyLocked();
    appendFileSync(
      join(folder, '01.md'),
      '\n:::experiment{#bytes task=add-bytes}\n```yaml\ninputs: {bytes: product.small.bytes}\n```\n:::\n\n:value[bytes.total]\n',
    );
    const run = await without('build', folder);
    expect(run.stderr).toMatch(
      /input-is-at-hand {2}Job bytes: It takes the file "product\.small\.bytes", of which/,
    );
    expect(run.stderr).toContain('1 mistake.');
    expect((await without('check', folder)).stderr).toContain('input-is-at-hand');
    // Its own locked results stand in where there are some.
    await runReport(['build', folder]);
    await runReport(['lock', folder]);
    rmSync(join(folder, '.cache'), { recursive: true });
    layFonts(folder);
    const locked = await without('build', folder);
    expect(locked.stdout).toContain('4 jobs: 1 ran, 0 from the store, 3 from the locked results');
    editFile(folder, 'tasks/add-bytes.ts', 'sum + byte', 'sum - byte');
    expect((await without('build', folder)).stderr).toMatch(/input-is-at-hand[^]*are of other code than/);
  });

  test('that never runs on the engine asked for is a mistake of the command', async () => {
    const run = await without('build', copyLocked(), '--engine', 'cpu');
    expect(run.stderr).toMatch(/01\.md:3:\d+ engine-is-at-hand {2}The task "product" cannot run on cpu/);
    expect(existsSync(join(locked, '.cache/store'))).toBe(false);
  });
});
