import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { copyFixtures, runApart, runReport, startReport } from '../support/run-report.ts';
import { experimentsText, taskText } from '../support/write-report.ts';

let folder: string;

beforeAll(() => {
  folder = copyFixtures('reports/locked');
});

function setSteps(steps: number): void {
  const path = join(folder, '01.md');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/Long, steps: \d+/, `Long, steps: ${steps}`));
}

const entries = (): string[] =>
  (readdirSync(join(folder, '.cache/store'), { recursive: true }) as string[])
    .filter((name) => name.length > 60 && !name.includes('.'))
    .map((name) => name.slice(3));

describe('report check, jobs and clean', () => {
  test('check counts what it finds in order, and runs nothing', async () => {
    const run = await runReport(['check', folder]);
    expect(run.stdout).toBe('no mistakes: 1 source, 2 experiments, 4 jobs (4 would run)\n');
    expect(run.code).toBe(0);
    expect(readdirSync(join(folder, '.cache'))).not.toContain('store');
    const frozen = await runReport(['check', folder, '--frozen']);
    expect(frozen.stderr.match(/lock-is-there/g)).toHaveLength(4);
    expect(frozen.code).toBe(1);
  });

  test('check tells mistakes as a build does', async () => {
    const broken = copyFixtures('reports/locked');
    const path = join(broken, '01.md');
    writeFileSync(path, `${readFileSync(path, 'utf8')}\nSee @tbl-wlk and :value[walk.long.ned].\n`);
    const run = await runReport(['check', broken]);
    expect(run.code).toBe(1);
    expect(run.stdout).toBe('');
    const build = await runReport(['build', broken]);
    expect(run.stderr).toContain('(nearest: "tbl-walk")');
    expect(build.stderr.startsWith(run.stderr)).toBe(true);
  });

  test('control characters of a label or a title reach the terminal as pictures', async () => {
    const odd = copyFixtures('shared');
    const text = ':::experiment{#all task=throws}\n:::\n\n:value[all.total]\n';
    writeFileSync(join(odd, 'report.yaml'), 'title: Odd\n');
    writeFileSync(join(odd, '01.md'), text);
    const task = join(odd, 'tasks/throws.ts');
    const throwing = readFileSync(task, 'utf8');
    writeFileSync(task, throwing.replace("title: '", "title: '\\u001b[31m\\u0007"));
    const { stdout } = await runReport(['why', 'all', odd]);
    expect(stdout).toContain('␛[31m␇');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('jobs shows what would run, and how all stands to the locked results', async () => {
    expect((await runReport(['jobs', folder])).stdout).toMatch(
      /^job +state +locked results +cost +key\nwalk\.short +runs: no result stored +none +unknown +[0-9a-f]{12}\n/,
    );
    await runReport(['build', folder]);
    await runReport(['lock', folder]);
    const equal = (await runReport(['jobs', folder])).stdout;
    expect(equal).toMatch(/\nwalk\.long +stored +equal +[\d.]+ m?s +[0-9a-f]{12}\n/);
    setSteps(8);
    const changed = (await runReport(['jobs', folder])).stdout;
    expect(changed).toMatch(/\nwalk\.long +runs: parameters changed +differ: parameters /);
    expect(changed).toMatch(/\nletters +waits for walk\.long +not known yet /);
    const listed = await runReport(['jobs', folder, '--json']);
    const jobs = JSON.parse(listed.stdout) as { job: string; state: string; locked: string }[];
    expect(jobs.map(({ job, state, locked }) => [job, state, locked])).toEqual([
      ['walk.short', 'stored', 'equal'],
      ['walk.short#2', 'stored', 'equal'],
      ['walk.long', 'runs', 'differs'],
      ['letters', 'waits', 'open'],
    ]);
  });

  test('to a reader that reads no further, as `head` does, they end without a word', async () => {
    const listing = spawn(process.execPath, ['src/setup/start.mjs', 'jobs', folder]);
    listing.stdout.destroy();
    let told = '';
    listing.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const [code] = (await once(listing, 'close')) as [number];
    expect({ code, told }).toEqual({ code: 0, told: '' });
  });

  test('clean keeps what a job has, or may turn out to have, and removes the rest', async () => {
    const before = entries();
    const run = await runReport(['clean', folder]);
    // The key of `letters` is not known before walk.long ran.
    expect(run.stdout).toMatch(
      /^[0-9a-f]{12} {2}walk\.long {2}[\d.]+ kB\n1 stored result.*; 3 stored results kept\.\n$/,
    );
    expect(entries()).toHaveLength(3);
    expect(before).toEqual(expect.arrayContaining(entries()));
    await runReport(['build', folder]);
    expect((await runReport(['clean', folder, '--days', '1'])).stdout).toContain('Nothing to remove');
    expect((await runReport(['clean', folder])).stdout).toContain('letters');
    expect((await runReport(['build', folder])).stdout).toContain('4 jobs, all from the store');
  });

  test('clean leaves what another report under the same root uses', async () => {
    const other = join(folder, 'other');
    mkdirSync(join(other, 'tasks'), { recursive: true });
    writeFileSync(join(other, 'report.yaml'), 'title: Other\nroot: ..\ntasks: [../tasks, tasks]\nseed: 8\n');
    // It has never been built whole: one of its jobs fails.
    writeFileSync(
      join(other, '01.md'),
      ':::experiment{#walk task=random-walk}\n```yaml\nsteps: 3\n```\n:::\n\n:value[walk.took]\n\n' +
        experimentsText(['fails']),
    );
    writeFileSync(join(other, 'tasks/fails.ts'), taskText({ run: `throw new Error('always');` }));
    expect((await runReport(['build', other])).stderr).toContain('The task failed: always');
    expect((await runReport(['clean', folder])).stdout).toContain(
      'Nothing to remove; 5 stored results kept.',
    );
    rmSync(other, { recursive: true });
    expect((await runReport(['clean', folder])).stdout).toContain('1 stored result that no job has any more');
  });

  test('a build beside cleans that do not know its jobs ends with the same bytes', async () => {
    const root = copyFixtures('shared');
    const sources = {
      one: ':::figure{#fig-a image="all.picture"}\nFour pixels.\n```yaml\nalt: Grey.\n```\n:::\n\n:value[all.total]\n',
      two: 'It has :value[all.total].\n',
    };
    for (const [name, text] of Object.entries(sources)) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, 'report.yaml'), 'title: One of two\nroot: ..\ntasks: [../tasks]\n');
      const experiment = `:::experiment{#all task=constants}\n\`\`\`yaml\nscale: ${name.length + (name === 'one' ? 0 : 1)}\n\`\`\`\n:::\n\n`;
      writeFileSync(join(root, name, '01.md'), experiment + text);
    }
    const [one, two] = [join(root, 'one'), join(root, 'two')];
    expect((await runReport(['build', one])).stderr).not.toContain('mistake');
    const page = (): string => readFileSync(join(root, 'dist/one/report.html'), 'utf8');
    const wanted = page();
    let removed = 0;
    for (let round = 0; round < 3; round += 1) {
      // As if nobody knew that this report uses its result.
      rmSync(join(root, '.cache/used'), { recursive: true, force: true });
      rmSync(join(root, 'dist'), { recursive: true });
      const [built, ...cleaned] = await Promise.all([
        runApart(['build', one]),
        ...[1, 2].map(() => runApart(['clean', two])),
      ]);
      expect(built.stderr).not.toContain('mistake');
      expect([built.code, ...cleaned.map(({ code }) => code)]).toEqual([0, 0, 0]);
      expect(page()).toBe(wanted);
      removed += cleaned.filter(({ stdout }) => stdout.includes('removed')).length;
    }
    rmSync(join(root, '.cache/used'), { recursive: true });
    removed += (await runReport(['clean', two])).stdout.includes('removed') ? 1 : 0;
    expect(removed).toBeGreaterThan(0);
  });

  test('clean --all refuses while a build is under way, then removes the cache, and nothing that lies elsewhere', async () => {
    const slow = copyFixtures('shared', 'reports/slow');
    const build = startReport(['build', slow]);
    const started = Date.now();
    while (!existsSync(join(slow, '.cache/leases')) && Date.now() - started < 20_000)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const refused = await runReport(['clean', slow, '--all']);
    expect(refused.stderr).toMatch(/cache-is-free {2}A build is under way here \(process \d+\)/);
    expect(refused.code).toBe(1);
    process.kill(build.pid, 'SIGINT');
    await build.ended;
    const others = join(slow, 'others');
    mkdirSync(join(others, 'jobs'), { recursive: true });
    mkdirSync(join(slow, '.cache/store'), { recursive: true });
    symlinkSync(others, join(slow, '.cache/store/others'));
    const run = await runReport(['clean', slow, '--all']);
    expect(run.stdout).toContain('removed what was kept for the report');
    expect(readdirSync(slow)).not.toContain('.cache');
    symlinkSync(others, join(slow, '.cache'));
    const linked = await runReport(['clean', slow, '--all']);
    expect([linked.code, linked.stderr]).toEqual([1, expect.stringContaining('is a link to')]);
    expect(readdirSync(others)).toEqual(['jobs']);
  });
});
