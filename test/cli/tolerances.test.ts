import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { noRecipe } from '../../src/base/messages/cli.ts';
import * as messages from '../../src/base/messages/spread.ts';
import { readSpread } from '../../src/verify/spread-file.ts';
import { editFile } from '../support/edit-file.ts';
import { forgeSpread } from '../support/forge-spread.ts';
import { copyFixtures, copyReport, runReport } from '../support/run-report.ts';

/** Sums that a float of 32 bits rounds as often as it is added to: engines differ in the order. */
const task = `
import { z } from 'zod';
import { count, declareTask, metric, type TaskRun } from 'living-report';
const parameters = z.strictObject({ terms: z.int() });
export const declaration = declareTask({
  title: 'A sum of fractions',
  parameters,
  results: { total: metric({ format: '.7f' }), near: metric({ format: '.1f' }), terms: count() },
  engines: ['wasm', 'cpu'],
  random: false,
});
export const run: TaskRun<typeof parameters> = ({ terms }, { engine: { tf } }) => {
  const values = tf.tensor1d(Array.from({ length: terms }, (_, index) => 1 / (index + 3)));
  const total = tf.sum(values).dataSync()[0] ?? 0;
  return { total, near: total, terms };
};
`;

const source = `:::experiment{#sum task=sum}
\`\`\`yaml
terms: 5000
\`\`\`
:::

:::experiment{#product task=plain}
\`\`\`yaml
inputs: {total: sum.total}
\`\`\`
:::

It is :value[sum.total], or :value[sum.near], of :value[sum.terms]; twice that is :value[product.twice].
`;

const plain = `
import { z } from 'zod';
import { declareTask, metric, type TaskRun } from 'living-report';
const parameters = z.strictObject({});
export const declaration = declareTask({
  title: 'Twice as much',
  parameters,
  results: { twice: metric({ format: '.2f' }) },
  inputs: { total: 'metric' },
  engines: ['javascript'],
  random: false,
});
export const run: TaskRun<typeof parameters> = async (_, { input }) => ({ twice: 2 * Number(await input('total')) });
`;

/** Weights that are such a sum. */
const learn = `
import { z } from 'zod';
import { count, declareTask, file, type TaskRun } from 'living-report';
const parameters = z.strictObject({ terms: z.int() });
export const declaration = declareTask({
  title: 'A sum to keep',
  parameters,
  results: { terms: count(), weights: file('application/x-safetensors') },
  engines: ['wasm', 'cpu'],
  random: false,
});
export const run: TaskRun<typeof parameters> = ({ terms }, { engine: { tf } }) => {
  const values = tf.tensor1d(Array.from({ length: terms }, (_, index) => 1 / (index + 3)));
  const sum = new Uint8Array(Float32Array.from(tf.sum(values).dataSync()).buffer);
  const header = Buffer.from(JSON.stringify({ sum: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }));
  return { terms, weights: Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...header, ...sum) };
};
`;

const manifest = `title: A sum
source: this test
licence: MIT
file: weights/sum.safetensors
bytes: 0
sha256: '0000000000000000000000000000000000000000000000000000000000000000'
made:
  task: learn
  parameters: {terms: 5000}
  result: weights
`;

/** A built and locked report, which the tests copy. */
let locked: string;

beforeAll(async () => {
  locked = copyFixtures('reports/engines');
  mkdirSync(join(locked, 'tasks'));
  writeFileSync(join(locked, 'tasks/sum.ts'), task);
  writeFileSync(join(locked, 'tasks/plain.ts'), plain);
  writeFileSync(join(locked, 'tasks/learn.ts'), learn);
  writeFileSync(join(locked, '01.md'), source);
  await runReport(['build', locked]);
  await runReport(['lock', locked]);
});

const declare = (folder: string, within: number): void => {
  const words = `tolerance: {total: {within: ${within}, reason: order of summation}}`;
  editFile(folder, '01.md', 'terms: 5000', `terms: 5000\n${words}`);
};

describe.concurrent('a tolerance set too wide', () => {
  test('is told by check and by verify, at its line', async () => {
    const folder = copyReport(locked);
    forgeSpread(folder, 'sum', { total: 0.0002 });
    declare(folder, 0.001);
    const said = messages.toleranceTooWide('total', 0.001, { widest: 0.0002, most: 3 });
    const checked = await runReport(['check', folder]);
    expect([checked.code, checked.stderr]).toEqual([1, expect.stringContaining(`01.md:4:29 `)]);
    expect(checked.stderr).toContain(said);
    const verified = await runReport(['verify', folder]);
    expect([verified.code, verified.stderr]).toEqual([1, expect.stringContaining(said)]);
    // It is nothing that keeps a document from being built.
    expect((await runReport(['build', folder])).code).toBe(0);
    // What is measured stays when results are locked.
    await runReport(['lock', folder]);
    expect(existsSync(join(folder, 'results/spread.json'))).toBe(true);
  });

  test('is none where the measured spread supports it', async () => {
    const folder = copyReport(locked);
    forgeSpread(folder, 'sum', { total: 0.0002 });
    declare(folder, 0.0006);
    expect((await runReport(['check', folder])).code).toBe(0);
    expect((await runReport(['check', folder, '--frozen'])).code).toBe(0);
    expect((await runReport(['verify', folder])).code).toBe(0);
  });
});

describe.concurrent('verify --spread', () => {
  test('measures on fallback engines, proposes what the digits shown do not cover, and keeps it', async () => {
    const folder = copyReport(locked);
    const run = await runReport(['verify', folder, '--spread', '--write', '--jobs', '1']);
    expect(run.code).toBe(0);
    const spread = readSpread(readFileSync(join(folder, 'results/spread.json'), 'utf8'));
    if (typeof spread === 'string') throw new Error(spread);
    const { total = 0, near } = spread.get('sum')?.spread ?? {};
    expect(total).toBeGreaterThan(0);
    expect([near, spread.get('product')?.spread['twice']]).toEqual([total, 2 * total]);
    const within = /total: \{within: ([\d.e-]+),/.exec(run.stdout)?.[1];
    expect(Number(within)).toBeGreaterThanOrEqual(total);
    expect(Number(within)).toBeLessThanOrEqual(3 * total);
    // One digit of it is shown, which is the same.
    expect(run.stdout).not.toContain('near: {');
    expect(readdirSync(join(folder, '.cache')).filter((name) => name.startsWith('verify-'))).toEqual([]);
    declare(folder, Number(within));
    expect((await runReport(['check', folder])).code).toBe(0);
    // What was measured of other parameters supports nothing, also not for what takes results from them.
    editFile(folder, '01.md', 'terms: 5000', 'terms: 4999');
    editFile(
      folder,
      '01.md',
      'total: sum.total}',
      'total: sum.total}\ntolerance: {twice: {within: 1e-9, reason: it}}',
    );
    const changed = await runReport(['check', folder]);
    expect(changed.code).toBe(1);
    for (const [path, job] of [
      ['total', 'sum'],
      ['twice', 'product'],
    ] as const)
      expect(changed.stderr).toContain(messages.toleranceOutdated(path, job, folder));
  });

  test('measures nothing of what depends on no engine', async () => {
    const folder = copyFixtures('reports/locked');
    const run = await runReport(['verify', folder, '--spread']);
    expect([run.code, run.stdout.trim()]).toEqual([0, messages.nothingVaries()]);
    const refused = await runReport(['verify', folder, '--write']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--spread')]);
  });
});

describe('the tolerance of trained weights', () => {
  /** The report with weights as they are trained here. */
  let trained: string;

  beforeAll(async () => {
    trained = copyReport(locked);
    mkdirSync(join(trained, 'weights'));
    writeFileSync(join(trained, 'weights/sum.yaml'), manifest);
    expect((await runReport(['weights', '--report', trained])).code).toBe(0);
  });

  const declareOfWeights = (folder: string, within: number): void => {
    const path = join(folder, 'weights/sum.yaml');
    const [recipe = ''] = readFileSync(path, 'utf8').split('  tolerance:');
    writeFileSync(path, `${recipe}  tolerance: {within: ${within}, reason: order of summation}\n`);
  };
  const tolerance = /weights\/sum\.yaml:11:23 tolerance-is-measured /;

  test('is measured as results are, and may be three times that', async () => {
    const folder = copyReport(trained);
    const run = await runReport([
      'verify',
      folder,
      '--spread',
      '--write',
      '--only',
      'weights',
      '--jobs',
      '1',
    ]);
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('weights.sum  measured under')]);
    const within = Number(/^ {2}tolerance: \{within: ([\d.e-]+), reason/m.exec(run.stdout)?.[1]);
    const spread = readSpread(readFileSync(join(folder, 'results/spread.json'), 'utf8'));
    if (typeof spread === 'string') throw new Error(spread);
    const { weights = 0, ...others } = spread.get('weights.sum')?.spread ?? {};
    // Nothing but the weights is held against what is committed.
    expect([weights > 0, within >= weights, within <= 3 * weights, others]).toEqual([true, true, true, {}]);
    declareOfWeights(folder, within);
    expect((await runReport(['verify', folder, '--only', 'weights'])).code).toBe(0);
    declareOfWeights(folder, 4 * weights);
    const said = messages.toleranceTooWide('weights', 4 * weights, { widest: weights, most: 3 });
    for (const command of [['check'], ['check', '--frozen']]) {
      const refused = await runReport([...command, folder]);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(tolerance)]);
      expect(refused.stderr).toContain(said);
    }
  });

  test('that rests on nothing measured, or on what was measured of another recipe, is a mistake', async () => {
    const folder = copyReport(trained);
    declareOfWeights(folder, 1e-6);
    const refused = await runReport(['verify', folder, '--only', 'weights']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(tolerance)]);
    expect(refused.stderr).toContain(messages.toleranceUnmeasured('weights', 'weights.sum', folder));
    await runReport(['verify', folder, '--spread', '--write', '--only', 'weights', '--jobs', '1']);
    editFile(folder, 'weights/sum.yaml', 'terms: 5000', 'terms: 4999');
    const changed = await runReport(['check', folder]);
    expect(changed.stderr).toContain(messages.toleranceOutdated('weights', 'weights.sum', folder));
  });
});

test('weights of which nothing says how they were made are told by check too', async () => {
  const folder = copyReport(locked);
  mkdirSync(join(folder, 'weights'));
  writeFileSync(join(folder, 'weights/sum.yaml'), manifest.replace('made:', 'origin:'));
  for (const options of [[], ['--frozen']]) {
    const run = await runReport(['check', folder, ...options]);
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining(noRecipe())]);
  }
});
