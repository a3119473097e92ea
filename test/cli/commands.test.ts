import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { copyFixtures, runApart, runReport } from '../support/run-report.ts';

describe.concurrent('the command line', () => {
  test.each([
    [['--help'], 'Commands:'],
    [['build', '--help'], '--engine <name>'],
    [['why', '--help'], '<job>'],
    [['weights', '--help'], '[name]'],
    [['data', '--help'], '[name]'],
    [['verify', '--help'], '--budget <time>'],
    [['--version'], '.'],
  ])('%s answers', async (args, expected) => {
    const run = await runReport(args);
    expect(run.stdout).toContain(expected);
    expect(run.code).toBe(0);
  });

  test.each([
    [['biuld'], 'Did you mean build?'],
    [['build', '--jbos', '2'], '--jobs'],
    [['build', '--jobs', 'many'], 'a whole number'],
    [['build', '--engine', 'gpu'], 'tensorflow'],
    [['why'], 'job'],
    [['build', '--frozen', '--engine', 'wasm'], `'--frozen' cannot be used with option '--engine <name>'`],
    [['check', '--engine', 'cpu', '--frozen'], 'cannot be used'],
    [['clean', '--all', '--days', '3'], 'cannot be used'],
    [['verify', '--budget', '10'], 'such as 90s, 10m or 1h30m'],
    [['verify', '--sample', '0'], 'a whole number'],
    [['verify', '--sample', '2', '--budget', '1m'], 'cannot be used'],
  ])('%s is wrong usage', async (args, expected) => {
    const run = await runReport(args);
    expect(run.stderr).toContain(expected);
    expect(run.code).toBe(2);
  });

  test('a pipe gets no colours, also on continuous integration', async () => {
    const run = await runApart(['build', copyFixtures('shared')], { env: { CI: 'true' } });
    expect(run.stderr).not.toContain('\u001b');
  });

  test('a folder without report.yaml is named', async () => {
    const run = await runReport(['build', copyFixtures('shared')]);
    expect(run.stderr).toContain('report.yaml');
    expect(run.code).toBe(1);
  });
});

test('why tells the parts of a key and what changed since the last run', async () => {
  const folder = copyFixtures('shared', 'reports/small');
  expect((await runReport(['why', 'all.two', folder])).stdout).toContain('never ran');
  await runReport(['build', folder]);
  const source = join(folder, '01-values.md');
  writeFileSync(source, readFileSync(source, 'utf8').replace('scale: 2', 'scale: 3'));
  const { stdout } = await runReport(['why', 'all.two', folder]);
  expect(stdout).toMatch(/parameters +scale 2 -> 3/);
  const unknown = await runReport(['why', 'all.tow', folder]);
  expect(unknown.stderr).toContain('(nearest: "all.two")');
  expect(unknown.code).toBe(1);
});

test('weights trains again what a manifest describes, to the same bytes', async () => {
  const folder = copyFixtures('shared', 'reports/weights');
  const first = await runReport(['weights', '--report', folder]);
  expect(first.stdout).toContain('weights/line.bin: written');
  const content = readFileSync(join(folder, 'weights/line.bin'));
  const manifest = readFileSync(join(folder, 'weights/line.yaml'), 'utf8');
  expect(manifest).toContain(digestBytes(content));
  expect(manifest).toContain('# A comment that stays');
  expect(manifest).toContain('source: >-\n  trained by this test,\n  folded as its author folded it\n');
  const second = await runReport(['weights', 'line', '--report', folder]);
  expect(second.stdout).toContain('the same bytes');
  expect(second.stderr).toContain('weights.line  done');
  expect((await runReport(['weights', 'lime', '--report', folder])).code).toBe(1);
  expect((await runReport(['build', folder])).stdout).toContain('1 job: 1 ran');
});

test('data checks files against their manifest', async () => {
  const whole = copyFixtures('shared', 'mistakes/missing-data');
  writeFileSync(join(whole, 'data/small.txt'), '0123456789\n');
  expect((await runReport(['data', '--report', whole])).stdout).toContain('numbers/small: whole, 11 bytes');
  const altered = await runReport([
    'data',
    'numbers',
    '--report',
    copyFixtures('shared', 'mistakes/altered-data'),
  ]);
  expect(altered.stderr).toContain('data/numbers.yaml:5');
  expect(altered.code).toBe(1);
});

test.each(['data', 'weights'])('%s without any manifest does not end well', async (command) => {
  const run = await runReport([command, '--report', copyFixtures('shared', 'reports/engines')]);
  expect(run.stderr).toContain(`no manifest in ${command}/`);
  expect(run.code).toBe(1);
});
