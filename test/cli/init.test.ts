import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { runApart, runReport } from '../support/run-report.ts';
import { validateCrate } from '../support/validate-crate.ts';
import { layFonts } from '../support/warm-fonts.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'init-')));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('init', () => {
  test('starts a report in an empty folder that builds with the command it names, every number bound', async () => {
    mkdirSync(join(folder, 'mein Bericht ü'));
    const started = await runApart(['init', 'mein Bericht ü'], { cwd: folder });
    expect(started.code).toBe(0);
    const command = /build '(mein Bericht ü)'$/.exec(started.stdout.trim());
    layFonts(join(folder, 'mein Bericht ü'));
    const built = await runApart(['build', command![1]!], { cwd: folder });
    expect(built.stderr).not.toContain('mistake');
    expect(built.stderr).not.toContain('warning');
    expect(built.code).toBe(0);
    const document = readFileSync(join(folder, 'mein Bericht ü/dist/report.md'), 'utf8');
    expect(document).toMatch(/\| Many +\| 1,000,000 \| +78\d,\d{3} \| +3\.1\d{3} \|/);
    expect(document).toContain('He printed *3.1415929*');
  }, 60_000);

  test('says so where a system has no place for it, and does not try for ever', async () => {
    if (process.platform !== 'linux') return;
    const run = await runReport(['init', '/proc/no-report/at-all']);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/folder-is-writable .*\/proc\/no-report/);
  });

  test('takes an empty name for wrong usage, not for this folder', async () => {
    const run = await runApart(['init', ''], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('The folder has no name');
  });

  test('dates the report by the day of its start, so that its crate is valid', async () => {
    const started = join(folder, 'mein Bericht ü');
    const { birthtime } = statSync(join(started, 'report.yaml'));
    const day = [birthtime.getFullYear(), birthtime.getMonth() + 1, birthtime.getDate()];
    const written = /^date: (\d{4})-(\d{2})-(\d{2}) /m.exec(
      readFileSync(join(started, 'report.yaml'), 'utf8'),
    );
    expect(written?.slice(1).map(Number)).toEqual(day);
    expect(await validateCrate(join(started, 'dist'))).toEqual([]);
  });

  test('overwrites nothing: it names what is in the way and writes no file', async () => {
    const taken = join(folder, 'taken');
    mkdirSync(join(taken, 'tasks'), { recursive: true });
    writeFileSync(join(taken, 'report.yaml'), 'mine');
    writeFileSync(join(taken, 'tasks/estimate-pi.ts'), 'mine too');
    writeFileSync(join(taken, 'notes.txt'), 'not in the way');
    const run = await runReport(['init', taken]);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/folder-is-free .*2 files/);
    expect(run.stderr).toMatch(/\n {4}report\.yaml\n {4}tasks\/estimate-pi\.ts\n$/);
    expect(readdirSync(taken, { recursive: true }).sort()).toEqual([
      'notes.txt',
      'report.yaml',
      'tasks',
      'tasks/estimate-pi.ts',
    ]);
    expect(readFileSync(join(taken, 'report.yaml'), 'utf8')).toBe('mine');
  });

  test('says so where the folder is a file', async () => {
    const run = await runReport(['init', join(folder, 'taken/notes.txt')]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('folder-is-writable');
  });
});
