import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

import { descendants, isRunning, until } from '../support/processes.ts';
import { copyFixtures, runReport, startReport } from '../support/run-report.ts';

/** Folders of the cache in which something was under way. */
function leftovers(folder: string): string[] {
  const all = readdirSync(join(folder, '.cache'), { recursive: true }) as string[];
  return all.filter((name) => /partial|staging\/.|\.next|\.\d+\.\w+$/.test(name));
}

describe.concurrent('a build that is stopped', () => {
  test('by Ctrl-C ends within two seconds, leaves nothing, and the next one goes on', async () => {
    const folder = copyFixtures('shared', 'reports/slow');
    const build = startReport(['build', folder, '--jobs', '2']);
    await until(() => build.output.stderr.includes('quick  done'));
    await until(() => build.output.stderr.includes('long.one  started'));
    const children = descendants(build.pid);
    expect(children.length).toBeGreaterThan(0);
    const asked = performance.now();
    // A terminal sends it to the whole group.
    process.kill(-build.pid, 'SIGINT');
    const run = await build.ended;
    expect(run.code).toBe(130);
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(run.stderr).toContain('Finished jobs are kept');
    expect(children.filter(isRunning)).toEqual([]);
    expect(leftovers(folder)).toEqual([]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    const next = await runReport(['build', folder]);
    expect(next.stdout).toContain('3 jobs: 2 ran, 1 from the store');
  });

  test('by a terminal that closes ends likewise, with its own exit code', async () => {
    const folder = copyFixtures('shared', 'reports/slow');
    const build = startReport(['build', folder, '--jobs', '2']);
    await until(() => build.output.stderr.includes('long.one  started'));
    const children = descendants(build.pid);
    process.kill(build.pid, 'SIGHUP');
    expect((await build.ended).code).toBe(129);
    expect(children.filter(isRunning)).toEqual([]);
    expect(leftovers(folder)).toEqual([]);
  });

  test('by a signal to npm alone, which does not pass it on, ends a moment later', async () => {
    const folder = copyFixtures('shared', 'reports/slow');
    const start = resolve(import.meta.dirname, '../../src/setup/start.mjs');
    const script = `"${process.execPath}" "${start}" build "${folder}" --jobs 1; true`;
    const env = { ...process.env, npm_lifecycle_event: 'report' };
    const npm = spawn('sh', ['-c', script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    npm.stderr.on('data', (text: Buffer) => (told += text.toString()));
    const closed = once(npm, 'close');
    await until(() => /long\.\w+ {2}started/.test(told));
    const children = descendants(npm.pid!);
    npm.kill('SIGTERM');
    await closed;
    expect(told).toContain('Finished jobs are kept');
    await until(() => children.every((pid) => !isRunning(pid)), 2);
    expect(leftovers(folder)).toEqual([]);
  });

  test('by -9 leaves no process behind, and the next one ends in the same document', async () => {
    const [killed, undisturbed] = [
      copyFixtures('shared', 'reports/slow'),
      copyFixtures('shared', 'reports/slow'),
    ];
    const reference = runReport(['build', undisturbed]);
    for (const moment of ['quick  started', 'long.one  started']) {
      const build = startReport(['build', killed, '--jobs', '2']);
      await until(() => build.output.stderr.includes(moment) || build.output.stdout.includes('jobs'));
      const children = descendants(build.pid);
      process.kill(build.pid, 'SIGKILL');
      await build.ended;
      await until(() => children.every((pid) => !isRunning(pid)), 5);
    }
    expect((await runReport(['build', killed])).code).toBe(0);
    await reference;
    const page = (folder: string): string => readFileSync(join(folder, 'dist/report.html'), 'utf8');
    expect(page(killed)).toBe(page(undisturbed));
    expect(leftovers(killed)).toEqual([]);
  });

  test('in one worker by -9 tells of that job, and keeps the other', async () => {
    const folder = copyFixtures('shared', 'reports/slow');
    const build = startReport(['build', folder, '--jobs', '1']);
    await until(() => build.output.stderr.includes('quick  done'));
    await until(() => /long\.\w+ {2}started/.test(build.output.stderr) && descendants(build.pid).length > 0);
    for (const pid of descendants(build.pid)) process.kill(pid, 'SIGKILL');
    const run = await build.ended;
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/01\.md:\d+:\d+ job-succeeds {2}Job long\.\w+: .*killed/);
    expect((await runReport(['build', folder])).stdout).toContain('from the store');
  });
});
