import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { jobTimedOut, killedBy, workerDied } from '../../src/base/messages/run.ts';
import { createIdleWorkers, type IdleWorkers } from '../../src/run/idle-workers.ts';
import { createLeash } from '../../src/run/leash.ts';
import { runWorker } from '../../src/run/run-worker.ts';
import type { WorkerAnswer } from '../../src/run/worker-protocol.ts';
import { copyWorkers, generatorRoot } from '../support/program.ts';

let workers: Awaited<ReturnType<typeof copyWorkers>>;
let idle: IdleWorkers;
const leash = createLeash();

beforeAll(async () => {
  workers = await copyWorkers();
});
afterAll(async () => {
  await leash.end();
  await workers.remove();
});
beforeEach(() => {
  idle = createIdleWorkers();
});
afterEach(() => idle.end());

/** A detour around the closed globals, which the tests take to see the process. */
const reach = "const world = (() => 0).constructor('return process')();";

interface Ran {
  answer: WorkerAnswer;
  /** The number of the process that it ran in, where its task gives that as `n`. */
  n: unknown;
  lines: readonly string[];
}

/** Runs a task in plain JavaScript with a parameter `turn`. */
async function run(code: string, turn: number, seconds = 20): Promise<Ran> {
  const { program } = workers;
  const [path, staging] = [join(program, 'task.cjs'), join(program, 'staging')];
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging);
  await writeFile(path, code);
  const parts = { code: '', parameters: {}, seed: null, files: {}, inputs: {}, packages: {}, engine: {} };
  const lines: string[] = [];
  const answer = await runWorker(
    {
      ...{ job: 'small', key: '', parts: { ...parts, runtime: {} }, root: generatorRoot, program, staging },
      bundle: { path, sha256: digestBytes(code), packages: ['zod'] },
      ...{ parameters: { turn }, seed: null, stays: true, specs: { n: { kind: 'count' } } },
      ...{ files: [], inputs: {}, engine: { name: 'javascript', title: '' }, cache: '/somewhere/.cache' },
    },
    {
      ...{ program, leash, idle, limits: { seconds, megabytes: 4096 }, signal: new AbortController().signal },
      hear: (news) => {
        if (news.type === 'log') lines.push(news.line);
      },
    },
  );
  const results = await readFile(join(staging, 'result.json'), 'utf8').catch(() => '{}');
  return { answer, n: (JSON.parse(results) as { n?: unknown }).n, lines };
}

/** What a task does in `run`, which then gives its process. */
const giving = (what: string): string =>
  `const { z } = require('zod'); ${reach} exports.run = ({ turn }) => { ${what}; return { n: world.pid }; };`;

test('jobs of a task run in one process, one after another', async () => {
  const code = giving('');
  const [first, second, third] = [await run(code, 1), await run(code, 2), await run(code, 3)];
  expect(first.answer.status).toBe('done');
  expect([second.n, third.n]).toEqual([first.n, first.n]);
});

test('jobs of another task run in a process of their own', async () => {
  const first = await run(giving(''), 1);
  expect((await run(giving('0'), 2)).n).not.toBe(first.n);
});

test('the modules of a task, and the package that it takes, begin anew with each job', async () => {
  const code = `const { z } = require('zod'); let runs = 0; z.globalRegistry.add(z.string(), { id: 'name' });
    z.config({ ...z.config(), seen: (z.config().seen ?? 0) + 1 });
    exports.run = () => ({ n: (runs += 1) * 10 + z.config().seen });`;
  expect(await run(code, 1)).toMatchObject({ answer: { status: 'done' }, n: 11 });
  expect(await run(code, 2)).toMatchObject({ answer: { status: 'done' }, n: 11 });
});

test.each([
  ['a timer', 'setTimeout(() => 0, 60_000)'],
  ['a repeated timer', 'setInterval(() => 0, 60_000)'],
  ['a process', "world.mainModule.require('child_process').spawn('sleep', ['60'])"],
  ['a global', 'world.constructor.constructor("globalThis.left = 1")()'],
  ['a global of another value', 'world.constructor.constructor("globalThis.isNaN = () => true")()'],
  ['a method of all lists', 'Array.prototype.last = () => 0'],
  ['another method of all lists', 'Array.prototype.copyWithin = () => []'],
  ['a method of all typed lists', 'Object.getPrototypeOf(Float64Array).prototype.last = () => 0'],
  ['a method of all iterators', 'Object.getPrototypeOf([][Symbol.iterator]()).last = () => 0'],
  ['lists that take no more methods', 'Object.freeze(Array.prototype)'],
  ['another mathematics', 'Math.sin = () => 0'],
  ['the environment', "world.env.TZ = 'Asia/Tokyo'"],
  ['a listener', "world.on('exit', () => 0)"],
  ['a printed line', "console.log('row 7')"],
])('what leaves %s behind ends with its process', async (_what, leave) => {
  const code = giving(`if (turn === 1) { ${leave}; }`);
  const [first, second] = [await run(code, 1), await run(code, 2)];
  expect([first.answer.status, second.answer.status]).toEqual(['done', 'done']);
  expect(second.n).not.toBe(first.n);
});

test('a task that takes more of the package than its file holds has a process for each job', async () => {
  const code = `const { z } = require('zod/v4'); ${reach} exports.run = () => ({ n: world.pid });`;
  const [first, second] = [await run(code, 1), await run(code, 2)];
  expect([first.answer.status, second.answer.status]).toEqual(['done', 'done']);
  expect(second.n).not.toBe(first.n);
});

test('a task that could be called after its job has a process for each job', async () => {
  const code = giving("if (turn === 1) setTimeout(() => { throw new Error('late'); }, 50).unref()");
  const [first, second] = [await run(code, 1), await run(code, 2)];
  expect([first.answer.status, second.answer.status]).toEqual(['done', 'done']);
  expect(second.n).not.toBe(first.n);
});

test('what a job prints is told with that job', async () => {
  const code = giving('console.log(`turn ${turn}`)');
  expect((await run(code, 1)).lines).toEqual(['turn 1']);
  expect((await run(code, 2)).lines).toEqual(['turn 2']);
});

test('a job that kills the process fails as ever, and the next has a new one', async () => {
  const code = giving("if (turn === 2) world.kill(world.pid, 'SIGKILL')");
  const first = await run(code, 1);
  const message = workerDied(killedBy('SIGKILL'), false);
  expect((await run(code, 2)).answer).toMatchObject({ status: 'failed', rule: 'job-succeeds', message });
  const third = await run(code, 3);
  expect(third.answer.status).toBe('done');
  expect(third.n).not.toBe(first.n);
});

test('a job that throws fails as ever, and the next has a new process', async () => {
  const code = giving("if (turn === 2) throw new Error('no row 7')");
  const first = await run(code, 1);
  const { answer } = await run(code, 2);
  expect(answer).toMatchObject({ status: 'failed', message: expect.stringContaining('no row 7') as string });
  expect((await run(code, 3)).n).not.toBe(first.n);
});

test('a job that comes to no end is stopped at its limit, and the next has a new process', async () => {
  const code = giving('while (turn === 2);');
  await run(code, 1);
  const { answer } = await run(code, 2, 1);
  expect(answer).toMatchObject({ status: 'failed', rule: 'job-ends-in-time', message: jobTimedOut(1) });
  expect((await run(code, 3)).answer.status).toBe('done');
});

test('a process that dies while it waits is no fault of the next job’s', async () => {
  const code = giving('');
  const first = await run(code, 1);
  process.kill(Number(first.n), 'SIGKILL');
  const second = await run(code, 2);
  expect(second.answer.status).toBe('done');
  expect(second.n).not.toBe(first.n);
});

test('processes that wait end with the run', async () => {
  const { n } = await run(giving(''), 1);
  await idle.end();
  expect(() => process.kill(Number(n), 0)).toThrow('ESRCH');
});
