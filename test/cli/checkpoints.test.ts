import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { editFile } from '../support/edit-file.ts';
import { descendants, isRunning, until } from '../support/processes.ts';
import { copyFixtures, runReport, type Started, startReport } from '../support/run-report.ts';

const fixture = (): string => copyFixtures('reports/checkpoints');

function checkpoints(folder: string): string[] {
  try {
    return readdirSync(join(folder, '.cache/checkpoints'));
  } catch {
    return [];
  }
}

/** The epoch that each whole checkpoint stands at. */
function epochs(folder: string): number[] {
  const whole = checkpoints(folder).filter((name) => !name.endsWith('.partial'));
  return whole.flatMap((name) => {
    const content = readFileSync(join(folder, '.cache/checkpoints', name));
    const start = content.indexOf('\n') + 1;
    return content.length > start + 8 ? [content.readDoubleLE(start)] : [];
  });
}

/** The table of the document, and from which epochs its runs went on. */
function read(folder: string): { table: string[]; began: number[] } {
  const text = readFileSync(join(folder, 'dist/report.md'), 'utf8');
  const began = /From (\d+) and (\d+)/.exec(text) ?? [];
  return {
    table: text.split('\n').filter((line) => /^\| (one|two) /.test(line)),
    began: began.slice(1).map(Number),
  };
}

async function kill(build: Started, pids: readonly number[]): Promise<string> {
  const all = [build.pid, ...descendants(build.pid)];
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  const { stderr } = await build.ended;
  await until(() => all.every((pid) => !isRunning(pid)), 5);
  return stderr;
}

describe.concurrent('jobs with checkpoints', () => {
  test('killed by -9, build or worker, go on from the last one, and end in the same bits', async () => {
    const undisturbed = fixture();
    const reference = runReport(['build', undisturbed, '--jobs', '1']);
    const folder = fixture();
    const first = startReport(['build', folder, '--jobs', '2']);
    await until(() => epochs(folder).filter((epoch) => epoch >= 2).length === 2, 20);
    await kill(first, [first.pid]);
    const second = startReport(['build', folder, '--jobs', '1']);
    await until(() => epochs(folder).some((epoch) => epoch >= 5), 20);
    const told = await kill(second, descendants(second.pid));
    expect(told).toMatch(/Job walk\.\w+: Its process ended.*SIGKILL/);
    const last = await runReport(['build', folder]);
    expect(last.stderr).toMatch(/walk\.\w+ {2}started/);
    expect(last.code).toBe(0);
    await reference;
    const [resumed, whole] = [read(folder), read(undisturbed)];
    expect(whole.table).toHaveLength(2);
    expect(resumed.table).toEqual(whole.table);
    expect(whole.began).toEqual([0, 0]);
    expect(Math.min(...resumed.began)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...resumed.began)).toBeGreaterThanOrEqual(5);
    expect(checkpoints(folder)).toEqual([]);
    expect(checkpoints(undisturbed)).toEqual([]);
  });

  test('a verification goes on from none that a killed build left', async () => {
    const folder = fixture();
    await runReport(['build', folder]);
    expect((await runReport(['lock', folder])).code).toBe(0);
    rmSync(join(folder, '.cache/store'), { recursive: true });
    const build = startReport(['build', folder, '--jobs', '2']);
    await until(() => epochs(folder).filter((epoch) => epoch >= 2).length === 2, 20);
    await kill(build, [build.pid]);
    const left = checkpoints(folder);
    expect((await runReport(['verify', folder])).code).toBe(0);
    expect(read(folder).began).toEqual([0, 0]);
    expect(checkpoints(folder)).toEqual(left);
  });

  test('one that diverges fails alone and keeps its checkpoint, which is not used once it is damaged', async () => {
    const folder = fixture();
    editFile(folder, '01.md', 'stops_at: 0', 'stops_at: 3');
    const diverge = async (): Promise<string> => (await runReport(['build', folder])).stderr;
    const told = await diverge();
    expect(told).toContain('walk.one  done');
    expect(told).toContain(
      '01.md:5:3 job-succeeds  Job walk.two: The task failed: the loss is NaN in epoch 3,',
    );
    expect(told).toContain('begun at 0');
    expect(epochs(folder)).toEqual([2]);
    expect(await diverge()).toContain('begun at 2');
    const path = join(folder, '.cache/checkpoints', checkpoints(folder)[0] ?? '');
    const content = readFileSync(path);
    writeFileSync(path, content.fill(1, content.length - 8));
    expect(await diverge()).toContain('begun at 0');
  });
});
