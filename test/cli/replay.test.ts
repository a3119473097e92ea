import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { Verification } from '../../src/verify/verification.ts';
import { editFile } from '../support/edit-file.ts';
import { forgeBeside, forgeLock } from '../support/forge-lock.ts';
import { runningIn } from '../support/processes.ts';
import { copyFixtures, copyReport, runApart, runReport } from '../support/run-report.ts';

/** A built and locked report, which the tests copy. */
let locked: string;

beforeAll(async () => {
  locked = copyFixtures('reports/replayed');
  await runReport(['build', locked]);
  await runReport(['lock', locked]);
});

const replay = (folder: string) => runReport(['verify', folder, '--replay']);

const record = (folder: string): Verification =>
  JSON.parse(readFileSync(join(folder, 'dist/verification.json'), 'utf8')) as Verification;

describe.concurrent('report verify --replay', () => {
  test('runs what needs no tensor library, scores again what is locked, and says what it did not check', async () => {
    const folder = copyReport(locked);
    const run = await replay(folder);
    expect(run.stderr).not.toMatch(/guess\.(good|bad) {2}started/);
    const said = run.stdout.split('\n');
    expect(said.slice(0, 2)).toEqual(['PARTIAL: 4 of 5 numbers', 'Verified, as far as it was checked']);
    expect(said).toContain(
      '1 number of 1 job run anew, 3 computed again from files locked by 2 jobs, 1 only printed again from locked results: these are not checked',
    );
    expect(run.stdout).toMatch(
      /= reproduced exactly +4 .*\n.* within tolerance +0 .*\n.*\n.* not checked +1 .*\n.* different +0 /,
    );
    expect(run.code).toBe(0);
    const { mode, replay: done, numbers, passed } = record(folder);
    expect({ mode, passed, done }).toEqual({
      mode: 'replay',
      passed: true,
      done: {
        ran: ['truth'],
        replayed: ['guess.good', 'guess.bad'],
        numbers: { ran: 1, replayed: 3, printed: 1, given: 0 },
      },
    });
    const unchecked = numbers.filter(({ outcome }) => outcome === 'unchecked');
    expect(unchecked.map(({ expression }) => expression)).toEqual(['guess.good.loss']);
  });

  test('ends, with all that it started', async () => {
    const folder = copyReport(locked);
    const run = await runApart(['verify', folder, '--replay'], { cwd: folder });
    expect(run.code).toBe(0);
    expect(runningIn(folder)).toEqual([]);
  });

  test('names a score that the locked predictions do not have, with digests that fit', async () => {
    const folder = copyReport(locked);
    forgeLock(folder, 'guess.good.json', (results) => {
      results['right'] = 19;
      results['share'] = 0.95;
    });
    const run = await replay(folder);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/ 01\.md:16:\d+ {2}19 → 17 {2}“/);
    expect(run.stdout).toContain('≠ guess.good:share  0.95 → 0.85, computed again from what is locked');
  });

  test('names swapped labels, which the task that draws them does not give', async () => {
    const folder = copyReport(locked);
    forgeBeside(folder, { job: 'truth', result: 'labels' }, (bytes) => bytes.map((label) => 1 - label));
    const run = await replay(folder);
    expect(run.code).toBe(1);
    // What took the labels in was made from others.
    expect(run.stderr).toMatch(/lock-fits .*"guess\.good"/);
  });

  test('names predictions that are missing, edited or cut off, with their file and job', async () => {
    const name = 'results/guess.bad.predictions.bin';
    const missing = copyReport(locked);
    rmSync(join(missing, name));
    expect((await replay(missing)).stderr).toMatch(
      /results\/guess\.bad\.predictions\.bin:1:1 lock-is-whole .*"guess\.bad", is missing/,
    );
    const edited = copyReport(locked);
    writeFileSync(join(edited, name), Buffer.alloc(20));
    const run = await replay(edited);
    expect(run.stderr).toMatch(/guess\.bad\.predictions\.bin:1:1 lock-is-whole .*is another than was locked/);
    expect(run.code).toBe(1);
    const cut = copyReport(locked);
    forgeBeside(cut, { job: 'guess.bad', result: 'predictions' }, (bytes) => bytes.slice(1));
    const cutRun = await replay(cut);
    expect(cutRun.stderr).toMatch(
      /guess\.bad\.predictions\.bin:1:1 replay-fits .*"guess\.bad" cannot be .*: there are 19 predictions and 20 labels/,
    );
    expect(cutRun.code).toBe(1);
  });

  test('names a replay that takes in a tensor library, or promises what it does not give', async () => {
    const heavy = copyReport(locked);
    editFile(
      heavy,
      'replays/guess-labels.ts',
      'const right',
      'const right = tf.backend() ? 0 : 0; const other',
    );
    editFile(heavy, 'replays/guess-labels.ts', 'import', "import * as tf from '@tensorflow/tfjs';\nimport");
    expect((await replay(heavy)).stderr).toMatch(/replays\/guess-labels\.ts:1:1 replay-is-light/);
    const other = copyReport(locked);
    editFile(other, 'replays/guess-labels.ts', "'share'] }", "'sharp'] }");
    expect((await replay(other)).stderr).toMatch(/replay-fits .*its task has no result "sharp"/);
    const broken = copyReport(locked);
    editFile(broken, 'replays/guess-labels.ts', 'declareReplay({ reads', 'declareReplay({ read');
    const run = await replay(broken);
    expect(run.stderr).toMatch(/replays\/guess-labels\.ts:1:1 replay-is-declared/);
    expect(run.code).toBe(1);
  });

  test('is wrong usage beside other ways to choose; writes no document', async () => {
    const folder = copyReport(locked);
    rmSync(join(folder, 'dist'), { recursive: true });
    expect((await runReport(['verify', folder, '--replay', '--sample', '2'])).code).toBe(2);
    await replay(folder);
    expect(existsSync(join(folder, 'dist/report.md'))).toBe(false);
  });
});
