import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { copyFixtures, type Run, runApart, runReport } from '../support/run-report.ts';
import { reasonWithoutTensorflow } from '../support/without-tensorflow.ts';

const without = reasonWithoutTensorflow();

/** What a build left in its store: job -> file -> bytes; times apart. */
function storedResults(folder: string): Map<string, Record<string, string>> {
  const store = join(folder, '.cache/store');
  const names = (readdirSync(store, { recursive: true }) as string[]).filter((name) =>
    name.endsWith('entry.json'),
  );
  return new Map(
    names.map((name) => {
      const entry = join(store, name, '..');
      const { record } = JSON.parse(readFileSync(join(store, name), 'utf8')) as { record: { job: string } };
      const files = readdirSync(entry).filter((file) => file !== 'entry.json');
      return [
        record.job,
        Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(entry, file), 'hex')])),
      ];
    }),
  );
}

describe.skipIf(without !== null)('a report built on TensorFlow', () => {
  let folder: string;
  let first: Run;

  beforeAll(async () => {
    folder = copyFixtures('shared', 'reports/training');
    first = await runReport(['build', folder, '--engine', 'tensorflow', '--jobs', '2']);
  });

  test('says which one made its numbers', () => {
    expect(first.stderr).not.toContain('mistake');
    expect(first.code).toBe(0);
    const markdown = readFileSync(join(folder, 'dist/report.md'), 'utf8');
    const made = markdown.split('How the numbers were made').at(-1);
    expect(made).toMatch(/net\\?\.one[^\n]*TensorFlow 2\\?\.21\\?\.0/);
    expect(markdown).not.toContain('†');
  });

  test('learns: the loss falls, and another seed ends elsewhere', () => {
    const results = storedResults(folder);
    const losses = (job: string): number[] => {
      const text = Buffer.from(results.get(job)?.['result.json'] ?? '', 'hex').toString();
      return (JSON.parse(text) as { losses: number[] }).losses;
    };
    expect(losses('net.one').at(-1)).toBeLessThan(losses('net.one')[0]! / 2);
    expect(losses('net.two')).not.toEqual(losses('net.one'));
  });

  test.each(['1', '2'])('gives the same bits from scratch, %s jobs at a time', async (jobs) => {
    const other = copyFixtures('shared', 'reports/training');
    // Another TensorFlow on the loader's path, as in some users' shells: it must not be the one that computes.
    const env = { LD_LIBRARY_PATH: join(other, 'elsewhere') };
    mkdirSync(env.LD_LIBRARY_PATH);
    for (const name of ['libtensorflow.so.2', 'libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'])
      writeFileSync(join(env.LD_LIBRARY_PATH, name), 'not what the key says');
    const run = await runApart(['build', other, '--engine', 'tensorflow', '--jobs', jobs], { env });
    expect(run.stdout).toContain('3 jobs: 3 ran, 0 from the store');
    const results = storedResults(other);
    expect([...results.keys()].sort()).toEqual(['net.one', 'net.short', 'net.two']);
    for (const [job, files] of results) expect(files).toEqual(storedResults(folder).get(job));
  });
});
