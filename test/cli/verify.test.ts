import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { noRecipe } from '../../src/base/messages/cli.ts';
import type { VerifiedNumber } from '../../src/base/verification.ts';
import type { Verification } from '../../src/verify/verification.ts';
import { editFile } from '../support/edit-file.ts';
import { forgeLock } from '../support/forge-lock.ts';
import { buildLocked } from '../support/locked-report.ts';
import { descendants, isRunning, until } from '../support/processes.ts';
import { poisonStore } from '../support/poison-store.ts';
import { writeReportFolder } from '../support/write-report.ts';
import { copyFixtures, copyReport, runApart, runReport, startReport } from '../support/run-report.ts';

/** A built and locked report, which the tests copy. */
let locked: string;

beforeAll(async () => {
  ({ folder: locked } = await buildLocked());
});

const record = (folder: string): Verification =>
  JSON.parse(readFileSync(join(folder, 'dist/verification.json'), 'utf8')) as Verification;

/** Whether the record is as the schema beside it says. */
function isDescribed(folder: string): boolean {
  const schema = JSON.parse(readFileSync(join(folder, 'dist/verification.schema.json'), 'utf8')) as object;
  return new Ajv2020({ strict: true }).validate(schema, record(folder));
}

const scratches = (folder: string): string[] =>
  readdirSync(join(folder, '.cache')).filter((name) => name.startsWith('verify-'));

describe.concurrent('report verify', () => {
  test('computes everything anew, believes no store, writes document and record, and leaves nothing', async () => {
    const folder = copyReport(locked);
    const good = readFileSync(join(folder, 'dist/report.md'), 'utf8');
    poisonStore(folder, 'walk.long', /"end":-?[\d.]+/, '"end":77.7');
    expect((await runReport(['build', folder])).stdout).toContain('77.700');
    rmSync(join(folder, 'dist'), { recursive: true });
    const run = await runReport(['verify', folder]);
    expect(run.stderr).toMatch(/walk\.long {2}done/);
    expect(run.stdout).not.toContain('PARTIAL');
    expect(run.code).toBe(0);
    const durations = / in \d.*s| ran for .*|\d+ ms|\d+\.\d+ s/g;
    const written = readFileSync(join(folder, 'dist/report.md'), 'utf8');
    expect(written).not.toContain('77.7');
    expect(written.split('\n').length).toBe(good.replaceAll(durations, '').split('\n').length);
    const { mode, passed, counts, coverage, jobs, numbers } = record(folder);
    expect(isDescribed(folder)).toBe(true);
    expect(readFileSync(join(folder, 'dist/verification.md'), 'utf8')).toContain('✓ Verified: everything');
    expect({ mode, passed, different: counts.different, unchecked: counts.unchecked }).toEqual({
      mode: 'whole',
      passed: true,
      different: 0,
      unchecked: 0,
    });
    // Parameters and labels are bound too, and no run gives them.
    const made = numbers.filter(({ as, results }) => as !== 'figure' && results.length > 0);
    expect(coverage.verified).toBe(made.length);
    expect(coverage.verified).toBeLessThan(coverage.bound);
    expect(jobs.every(({ seconds, machine }) => seconds !== null && machine.differs.length === 0)).toBe(true);
    expect(scratches(folder)).toEqual([]);
  });

  test('holds all others where a locked file cannot be read, and tells a shared one once', async () => {
    const folder = copyReport(locked);
    editFile(folder, 'results/walk.long.json', '"written"', '"written": {}, "written"');
    const run = await runReport(['verify', folder]);
    expect(run.stderr.match(/walk\.long\.json:1:1 lock-is-whole/g)).toHaveLength(1);
    const { numbers, counts } = record(folder);
    const asks = ({ results }: VerifiedNumber): boolean => results.some((id) => id.startsWith('walk.long:'));
    expect(counts.exact).toBeGreaterThan(0);
    expect(counts.unchecked).toBeGreaterThan(0);
    expect(numbers.filter(asks).every(({ locked: before }) => before === null)).toBe(true);
    const others = numbers.filter((number) => number.results.length > 0 && !asks(number));
    expect(others.some(({ outcome }) => outcome === 'exact')).toBe(true);
    expect(run.code).toBe(1);
    const shared = copyReport(locked);
    appendFileSync(join(shared, 'results/durations.json'), '}');
    const told = await runReport(['verify', shared]);
    expect(told.stderr.match(/durations\.json:1:1 lock-is-whole/g)).toHaveLength(1);
  });

  test('names a number that is another than locked, at its line; of a part it writes no document', async () => {
    const folder = copyReport(locked);
    rmSync(join(folder, 'dist'), { recursive: true });
    forgeLock(folder, 'walk.long.json', (results) => {
      results['end'] = Number(results['end']) + 0.001;
    });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(folder, '..') };
    const run = await runApart(['verify', folder, '--only', '@fig-walk,walk.long'], { env });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^PARTIAL: \d+ of \d+ numbers\n/);
    const place = `${folder.split('/').at(-1) ?? ''}/01.md`;
    expect(run.stdout).toContain(`::error file=${place},line=16,col=60,title=number-reproduces::`);
    expect(run.stderr).toMatch(/Verifies 1 of 4 jobs.*: walk\.long/);
    const { numbers, choice, passed, mode } = record(folder);
    expect(isDescribed(folder)).toBe(true);
    expect(run.stdout).toMatch(
      /\n≠ walk\.long:end {2}.* off; printed as .*\n {4}01\.md:16:60 {2}[\d.]+ → [\d.]+ {2}“After 9 steps/,
    );
    expect({ passed, mode }).toEqual({ passed: false, mode: 'partial' });
    expect(choice).toMatchObject({ only: ['fig-walk', 'walk.long'], chosen: ['walk.long'], seed: null });
    const different = numbers.filter(({ outcome }) => outcome === 'different');
    expect(different.map(({ expression }) => expression)).toContain('walk.long.end');
    expect(readdirSync(join(folder, 'dist')).filter((name) => name.startsWith('report'))).toEqual([]);
  });

  test('tells what it found also where nothing can be written', async () => {
    const folder = copyReport(locked);
    forgeLock(folder, 'walk.long.json', (results) => {
      results['end'] = Number(results['end']) + 0.001;
    });
    rmSync(join(folder, 'dist'), { recursive: true });
    mkdirSync(join(folder, 'dist/report.html'), { recursive: true });
    mkdirSync(join(folder, 'dist/verification.json'));
    const run = await runReport(['verify', folder]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/\n≠ walk\.long:end /);
    expect(run.stderr).toContain('verification.json');
    expect(run.stderr).toContain('report.html');
  });

  test('speaks of the sources as they stood when it began', async () => {
    const folder = copyReport(locked);
    const verification = startReport(['verify', folder]);
    await until(() => verification.output.stderr.includes('  done'));
    editFile(folder, '01.md', 'After ', 'A new :value[walk.short.end]{format=".1f"}. After ');
    const run = await verification.ended;
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(readFileSync(join(folder, 'dist/report.md'), 'utf8')).not.toContain('A new');
  });

  test('its record goes with the document that it is of, and with sources that can be planned', async () => {
    const folder = copyReport(locked);
    const verify = () => runReport(['verify', folder, '--only', 'walk.long']);
    const hasRecord = () => existsSync(join(folder, 'dist/verification.md'));
    await verify();
    await runReport(['build', folder]);
    expect(hasRecord()).toBe(true);
    editFile(folder, '01.md', 'After ', 'Soon after ');
    await runReport(['build', folder]);
    expect(hasRecord()).toBe(false);
    await verify();
    expect(hasRecord()).toBe(true);
    editFile(folder, '01.md', 'walk.long.end', 'walk.long.ende');
    expect((await verify()).code).toBe(1);
    expect(hasRecord()).toBe(false);
  }, 90_000);

  test('names the commit, and whether files differ from it', async () => {
    const folder = copyReport(locked);
    writeFileSync(join(folder, '.gitignore'), '.cache/\ndist/\n');
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=n', '-c', 'user.email=e@x', ...words]);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'All');
    const verify = () => runReport(['verify', folder, '--only', 'walk.long']);
    await verify();
    expect(record(folder)).toMatchObject({ changed: false });
    expect(record(folder).commit).toMatch(/^[0-9a-f]{40}$/);
    writeFileSync(join(folder, 'results/notes.txt'), 'not in the commit');
    await verify();
    expect(record(folder)).toMatchObject({ changed: true });
    expect(readFileSync(join(folder, 'dist/verification.md'), 'utf8')).toContain(
      'with changes that are in no commit',
    );
  });

  test('takes --only without a name for wrong usage', async () => {
    const run = await runReport(['verify', locked, '--only', ',']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('Name jobs, tables');
  });

  test('is never green on nothing: what has no numbers, no experiment, or no lock', async () => {
    const folder = copyReport(locked);
    editFile(folder, '01.md', 'After ', '# Words {#sec-words}\n\nNone.\n\n# Numbers\n\nAfter ');
    const words = await runReport(['verify', folder, '--only', 'sec-words']);
    expect(words.stderr).toMatch(/something-is-checked {2}Nothing was checked/);
    expect(words.code).toBe(1);
    rmSync(join(folder, 'results/letters.json'));
    const unlocked = await runReport(['verify', folder, '--sample', '1']);
    expect(unlocked.stderr).toMatch(
      /01\.md:\d+:\d+ lock-is-there {2}There are no locked results of "letters"/,
    );
    expect(unlocked.code).toBe(1);
    const empty = await runReport([
      'verify',
      writeReportFolder({ 'report.yaml': 'title: Words\n', '01.md': 'No numbers.\n' }),
    ]);
    expect(empty.stderr).toContain('Nothing was checked');
    expect(empty.code).toBe(1);
  });

  test('stopped by Ctrl-C says what was checked, writes nothing and leaves nothing', async () => {
    const folder = copyFixtures('shared', 'reports/slow');
    const verification = startReport(['verify', folder, '--jobs', '2']);
    await until(() => verification.output.stderr.includes('quick  done'));
    const children = descendants(verification.pid);
    process.kill(-verification.pid, 'SIGINT');
    const run = await verification.ended;
    expect(run.code).toBe(130);
    expect(run.stdout).toMatch(/^PARTIAL: /);
    expect(run.stdout).toContain('1 of 3 jobs computed anew');
    expect(run.stderr).toContain('the next run begins anew');
    expect(children.filter(isRunning)).toEqual([]);
    expect(scratches(folder)).toEqual([]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('trains weights again and holds them against the committed file', async () => {
    const folder = copyFixtures('shared', 'reports/weights');
    await runReport(['weights', '--report', folder]);
    const weights = join(folder, 'weights/line.bin');
    const bytes = readFileSync(weights);
    const verify = () => runReport(['verify', folder, '--only', 'weights']);
    await verify();
    expect(record(folder).jobs.at(-1)).toMatchObject({ name: 'weights.line', outcome: 'exact' });
    const sha256 = digestBytes(bytes);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    writeFileSync(weights, bytes);
    editFile(folder, 'weights/line.yaml', sha256, digestBytes(bytes));
    expect((await verify()).code).toBe(1);
    expect(record(folder).jobs.at(-1)).toMatchObject({ name: 'weights.line', outcome: 'different' });
  });

  test('fails where weights cannot be trained again, and says why at their manifest', async () => {
    const folder = copyFixtures('shared', 'reports/weights');
    await runReport(['weights', '--report', folder]);
    const verify = () => runReport(['verify', folder, '--only', 'weights']);
    editFile(folder, 'weights/line.yaml', '  task:', '  tsk:');
    const misspelt = await verify();
    expect([misspelt.code, misspelt.stderr]).toEqual([
      1,
      expect.stringMatching(/weights\/line\.yaml:11:\d+ manifest-is-valid .*made\.task/),
    ]);
    editFile(folder, 'weights/line.yaml', 'made:', 'origin:');
    const untold = await verify();
    expect([untold.code, untold.stderr]).toEqual([1, expect.stringContaining(noRecipe())]);
  });
});
