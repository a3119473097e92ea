import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { runningIn } from '../support/processes.ts';
import { type Run, runApart } from '../support/run-report.ts';
import { experimentsText, taskText, type TaskText, writeReportFolder } from '../support/write-report.ts';

interface Fault extends TaskText {
  /** What must be told of the job, after its name. */
  told: RegExp;
}

const faults: { readonly [name: string]: Fault } = {
  printer: {
    run: `for (;;) console.log('x'.repeat(1000));`,
    // Node queues a callback for each line, which a loop without a pause never lets go: the faster machine meets memory first.
    told: /(did not end within 4 s|held \d+ MB of memory)[^]*the end of its log:\n +x{300}\n/,
  },
  gigabyte: {
    run: `const line = 'y'.repeat(999) + '\\n';
  for (let i = 0; i < 1000; i += 1) console.log(line.repeat(1000));
  throw new Error('printed a gigabyte');`,
    told: /The task failed: printed a gigabyte\.[^]*the end of its log:\n( +y{300}\n)+/,
  },
  heap: {
    run: `const all: unknown[] = [];
  for (;;) all.push(new Array(1e6).fill(all.length + 0.5));`,
    told: /job-stays-in-memory .*(held \d+ MB of memory, over its limit of 256 MB|needed more than its limit of 256 MB)/,
  },
  buffers: {
    run: `const all: unknown[] = [];
  for (;;) { all.push(new Uint8Array(1_000_000).fill(1)); await new Promise((go) => setTimeout(go, 2)); }`,
    told: /job-stays-in-memory .*held \d+ MB of memory, over its limit of 256 MB.*limits\.megabytes/,
  },
  promise: { run: `for (;;) await null;`, told: /job-ends-in-time .*within 4 s/ },
  forever: {
    run: `await new Promise(() => setInterval(() => undefined, 1000));`,
    told: /job-ends-in-time .*within 4 s/,
  },
  idle: {
    run: `await new Promise(() => undefined);`,
    told: /job-succeeds .*promise that nothing will settle/,
  },
  text: { run: `throw 'just a text';`, told: /The task failed: just a text\./ },
  nothing: { run: `throw undefined;`, told: /The task failed: undefined\./ },
  nameless: { run: `throw Object.create(null);`, told: /The task failed: / },
  rejection: {
    run: `void Promise.reject(new Error('nobody heard')); await new Promise((go) => setTimeout(go, 50)); return { n: 1 };`,
    told: /The task failed: nobody heard\.[^]*thrown at tasks\/rejection\.ts:13:/,
  },
  recursion: {
    run: `const deeper = (n: number): number => deeper(n + 1) + 1; return { n: deeper(0) };`,
    told: /Maximum call stack size exceeded/,
  },
  undeclared: {
    run: `return { n: (await context.open('secret/file')).length };`,
    told: /file-is-declared .*"secret\/file", which it does not declare/,
  },
  kinds: {
    run: `return { n: '7' };`,
    told: /result-has-declared-shape .*declared as count, but the task returns the text "7"/,
  },
  notfinite: { run: `return { n: NaN };`, told: /result-is-finite .*"n" is NaN/ },
  notnumber: { run: `return { n: 7n };`, told: /declared as count, but the task returns a bigint/ },
  cyclic: {
    run: `const all: Record<string, unknown> = { n: 1 }; all.again = all; return all;`,
    told: /"again": returned, but not declared/,
  },
  nested: {
    run: `let deep: unknown = []; for (let i = 0; i < 1e5; i += 1) deep = [deep]; return { n: deep };`,
    told: /declared as count, but the task returns a list of 1/,
  },
  getter: {
    run: `return { get n() { throw new Error('the getter threw'); } };`,
    told: /The task failed: the getter threw\./,
  },
  proxy: {
    run: `return new Proxy({ n: 1 }, { get: () => { throw new Error('the proxy threw'); }, ownKeys: () => ['n'] });`,
    told: /The task failed: the proxy threw\./,
  },
  quits: {
    run: `const make = (() => 0).constructor; make('return process')().exit(0); return { n: 1 };`,
    told: /job-succeeds .*Its process ended without an answer \(exit 0\)/,
  },
  parent: {
    head: `import { transform } from 'esbuild';`,
    run: `await transform('1'); throw new Error('its child is still there');`,
    told: /The task failed: its child is still there\./,
  },
};

/** Two that go well, before and behind. */
const good = { first: { run: `return { n: 41 };` }, last: { run: `return { n: 42 };` } };

describe('a task that', () => {
  let folder: string;
  let run: Run;
  let seconds: number;

  beforeAll(async () => {
    const tasks = { first: good.first, ...faults, last: good.last };
    folder = writeReportFolder({
      'report.yaml': 'title: Faults\nlimits: {seconds: 4, megabytes: 256}\n',
      '01.md': `${experimentsText(Object.keys(tasks))}\nIt is :value[first.n] and :value[last.n].\n`,
      ...Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [`tasks/${name}.ts`, taskText(task)]),
      ),
    });
    const started = performance.now();
    run = await runApart(['build', folder, '--jobs', '4'], { cwd: folder });
    seconds = (performance.now() - started) / 1000;
    return () => rm(folder, { recursive: true, force: true });
  });

  test.for(Object.entries(faults))('%s is told at the place of its experiment', ([name, fault]) => {
    const line = 1 + 3 * (1 + Object.keys(faults).indexOf(name));
    const [, told = ''] =
      new RegExp(`^(01\\.md:${line}:1 \\S+ +Job ${name}: [^]*?)(?=^01\\.md|^\\d+ mistakes)`, 'm').exec(
        run.stderr,
      ) ?? [];
    expect(told).toMatch(fault.told);
  });

  test('fails alone: the others go on, their results are kept, nothing is written, nobody is left', () => {
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`\n${Object.keys(faults).length} mistakes. Nothing was written`);
    expect(run.stderr).not.toMatch(/^ +at .*:\d+:\d+/m);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    expect(readdirSync(join(folder, '.cache/staging'))).toEqual([]);
    expect(runningIn(folder)).toEqual([]);
    const stored = readdirSync(join(folder, '.cache/store'), { recursive: true }) as string[];
    expect(stored.filter((path) => path.endsWith('entry.json'))).toHaveLength(2);
    expect(seconds).toBeLessThan(45);
  });
});
