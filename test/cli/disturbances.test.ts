import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect, test, vi } from 'vitest';

import { createRandom } from '../../src/base/random.ts';
import { runningIn, until } from '../support/processes.ts';
import { runApart, runReport, startReport } from '../support/run-report.ts';
import { copyFonts } from '../support/warm-fonts.ts';
import { taskText, writeReportFolder } from '../support/write-report.ts';

// Builds from nothing, several a test: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const outputs = ['report.html', 'report.md', 'report-provenance.md', 'ro-crate-metadata.json'];

/** A report of jobs of some 40 ms, one of which takes what another made. */
function writeChain(): string {
  const pause = 'await new Promise((go) => setTimeout(go, 40));';
  const folder = writeReportFolder({
    'report.yaml': 'title: Chain\n',
    '01.md': `:::experiment{#many task=step}
\`\`\`yaml
cases: {a: {by: 1}, b: {by: 2}, c: {by: 3}}
\`\`\`
:::

:::experiment{#last task=next}
\`\`\`yaml
inputs: {n: many.c.n}
\`\`\`
:::

There are :value[many.a.n], :value[many.b.n], :value[many.c.n] and then :value[last.n].
`,
    'tasks/step.ts': taskText({ parameters: 'by: z.int()', run: `${pause} return { n: given.by * 7 };` }),
    'tasks/next.ts': taskText({
      declared: `inputs: { n: 'count' },`,
      run: `${pause} return { n: (await context.input('n')) + 1 };`,
    }),
  });
  copyFonts(folder);
  return folder;
}

function documents(folder: string): string[] {
  return outputs.map((name) => readFileSync(join(folder, 'dist', name), 'utf8'));
}

/** Files and folders of the cache and of the output that only a build under way has. */
function garbage(folder: string): string[] {
  const all = ['.cache', 'dist'].flatMap((name) =>
    existsSync(join(folder, name)) ? (readdirSync(join(folder, name), { recursive: true }) as string[]) : [],
  );
  return all.filter((name) => /partial|staging\/.|claims\/.|\.next|\.\d+\.\w+$|^\..*\d+$/.test(name));
}

test(
  'a build that is killed with -9 at any of twelve moments harms no other',
  { timeout: 120_000 },
  async () => {
    const folder = writeChain();
    const timed = async (): Promise<number> => {
      const started = performance.now();
      expect((await runApart(['build', folder])).code).toBe(0);
      return performance.now() - started;
    };
    // A build that begins without results, one without anything but the fonts.
    const forget = (what: string): void => {
      rmSync(join(folder, what), { recursive: true, force: true });
      copyFonts(folder);
    };
    await timed();
    const expected = documents(folder);
    forget('.cache/store');
    const short = await timed();
    forget('.cache');
    const long = await timed();
    const random = createRandom('moments');
    for (let kill = 0; kill < 12; kill += 1) {
      // Three from nothing; then every second without results, so that the jobs are met, and with what the last one left.
      const fromNothing = kill < 3;
      if (fromNothing) forget('.cache');
      else if (kill % 2 === 0) forget('.cache/store');
      const moment = fromNothing ? (kill + random.uniform()) / 3 : (kill - 3 + random.uniform()) / 9;
      const build = startReport(['build', folder], { cwd: folder });
      await wait(moment * (fromNothing ? long : short));
      try {
        process.kill(-build.pid, 'SIGKILL');
      } catch {
        // It was faster.
      }
      await build.ended;
      // Old or new, and with two of the same: whole.
      if (outputs.every((name) => existsSync(join(folder, 'dist', name))))
        expect(documents(folder)).toEqual(expected);
    }
    await until(() => runningIn(folder).length === 0);
    const last = await runReport(['build', folder]);
    expect(last).toMatchObject({ code: 0 });
    expect(documents(folder)).toEqual(expected);
    expect(garbage(folder)).toEqual([]);
  },
);

test('two builds of one project at a time end in the same document, and each job runs once', async () => {
  const folder = writeChain();
  const runs = await Promise.all([runApart(['build', folder]), runApart(['build', folder])]);
  expect(runs.map(({ code, stderr }) => [code, /mistake|unexpected/i.test(stderr)])).toEqual([
    [0, false],
    [0, false],
  ]);
  const told = runs.map(({ stderr }) => stderr).join('');
  const counts = ['many.a', 'many.b', 'many.c', 'last'].map(
    (job) => told.split('\n').filter((line) => line.startsWith(`${job}  done`)).length,
  );
  expect(counts).toEqual([1, 1, 1, 1]);
  const both = documents(folder);
  expect(garbage(folder)).toEqual([]);
  rmSync(join(folder, 'dist'), { recursive: true });
  rmSync(join(folder, '.cache/store'), { recursive: true });
  await runReport(['build', folder]);
  expect(documents(folder)).toEqual(both);
});

test('a build whose store is removed meanwhile ends right, or says what to do', async () => {
  const folder = writeChain();
  expect((await runReport(['build', folder])).code).toBe(0);
  const expected = documents(folder);
  // The build may put something in while it goes.
  const removeStore = (): void => {
    try {
      rmSync(join(folder, '.cache/store'), { recursive: true, force: true });
    } catch {
      // It did: the next time, then.
    }
  };
  for (let round = 0; round < 4; round += 1) {
    removeStore();
    const build = startReport(['build', folder]);
    const clearing = setInterval(removeStore, 60 + 90 * round);
    const run = await build.ended;
    clearInterval(clearing);
    if (run.code !== 0) expect(run.stderr).toMatch(/build again|input-is-whole|cache-is-writable/);
    expect(run.code).toBeLessThan(2);
    expect(documents(folder)).toEqual(expected);
  }
});

test('a job whose code changed but not its result makes nothing downstream run, whatever its duration', async () => {
  const folder = writeChain();
  const timed = (code: string): string =>
    taskText({ parameters: 'by: z.int()', run: code }).replace(
      'n: count()',
      'n: count(), seconds: duration()',
    );
  const write = (code: string): void => {
    writeFileSync(join(folder, 'tasks/step.ts'), timed(code));
  };
  write(`return { n: given.by * 7, seconds: context.time() };`);
  expect((await runReport(['build', folder])).stdout).toContain('4 jobs: 4 ran, 0 from the store');
  // Another code, another duration, the same count.
  write(`return { n: given.by * 6 + given.by, seconds: context.time() };`);
  const again = await runReport(['build', folder]);
  expect(again.stdout).toContain('4 jobs: 3 ran, 1 from the store');
  expect(again.stderr).not.toContain('last  started');
  write(`return { n: given.by * 8, seconds: context.time() };`);
  expect((await runReport(['build', folder])).stdout).toContain('4 jobs: 4 ran, 0 from the store');
});

test('the cache and the document may lie on other disks than the report', async () => {
  const other = existsSync('/dev/shm') ? '/dev/shm' : null;
  if (other === null) return;
  const { mkdtempSync, symlinkSync, mkdirSync } = await import('node:fs');
  const shared = mkdtempSync(join(other, 'report-'));
  const folder = writeChain();
  for (const name of ['.cache', 'dist']) {
    rmSync(join(folder, name), { recursive: true, force: true });
    mkdirSync(join(shared, name));
    symlinkSync(join(shared, name), join(folder, name));
  }
  expect(await runReport(['build', folder])).toMatchObject({ code: 0 });
  const there = documents(folder);
  for (const name of ['.cache', 'dist']) rmSync(join(folder, name));
  cpSync(join(shared, '.cache'), join(folder, '.cache'), { recursive: true });
  rmSync(join(folder, '.cache/store'), { recursive: true });
  await runReport(['build', folder]);
  expect(documents(folder)).toEqual(there);
  rmSync(shared, { recursive: true });
});
