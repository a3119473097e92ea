import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import {
  bundleChanged,
  cacheNotWritable,
  fileChanged,
  killedBy,
  outOfMemory,
  taskThrew,
  undeclaredFile,
  workerDied,
} from '../../src/base/messages/run.ts';
import { kernelVariables } from '../../src/plan/instruction-set.ts';
import { createLeash } from '../../src/run/leash.ts';
import { runWorker, WorkerFault } from '../../src/run/run-worker.ts';
import { workerEnvironment } from '../../src/run/worker-process.ts';
import type { WorkerOrder } from '../../src/run/worker-protocol.ts';
import { copyWorkers, generatorRoot } from '../support/program.ts';

test('a worker’s environment is fixed: no variable of the user’s changes a number', () => {
  const environment = workerEnvironment({
    PATH: '/bin',
    TF_NUM_INTRAOP_THREADS: '8',
    TF_ENABLE_ONEDNN_OPTS: '0',
    TZ: 'Asia/Tokyo',
    NODE_OPTIONS: '--inspect',
    SECRET: 'x',
    LD_LIBRARY_PATH: '/elsewhere',
    LD_PRELOAD: '/elsewhere/libtensorflow.so',
    DYLD_LIBRARY_PATH: '/elsewhere',
    DYLD_FALLBACK_LIBRARY_PATH: '/elsewhere',
  });
  expect(environment).toMatchObject({ PATH: '/bin', TF_NUM_INTRAOP_THREADS: '1', TZ: 'UTC' });
  expect(environment['TF_ENABLE_ONEDNN_OPTS']).toBe(kernelVariables(undefined)['TF_ENABLE_ONEDNN_OPTS']);
  expect(Object.keys(environment)).not.toContain('NODE_OPTIONS');
  expect(Object.keys(environment)).not.toContain('SECRET');
  // Either would put another TensorFlow before the one that the key names.
  expect(Object.keys(environment).filter((name) => /^(LD|DYLD)_/.test(name))).toEqual([]);
});

/** An order for a task in plain JavaScript, written into the program's folder. */
async function orderOf(code: string, program: string): Promise<WorkerOrder> {
  const path = join(program, 'task.cjs');
  const staging = join(program, 'staging');
  await writeFile(path, code);
  await mkdir(staging, { recursive: true });
  const parts = { code: '', parameters: {}, seed: null, files: {}, inputs: {}, packages: {}, engine: {} };
  return {
    job: 'small',
    key: '',
    parts: { ...parts, runtime: {} },
    root: generatorRoot,
    program,
    bundle: { path, sha256: digestBytes(code), packages: [] },
    parameters: {},
    seed: null,
    stays: false,
    specs: { n: { kind: 'count' } },
    files: [],
    inputs: {},
    engine: { name: 'javascript', title: '' },
    staging,
    cache: '/somewhere/.cache',
  };
}

/** A detour around the closed globals. */
const reach = "process = (() => 0).constructor('return process')();";

const watched = {
  leash: createLeash(),
  limits: { seconds: 20, megabytes: 4096 },
  signal: new AbortController().signal,
  hear: () => undefined,
};

test.skipIf(process.platform !== 'linux')(
  'a full disk is told as the machine’s, not as the task’s fault',
  async () => {
    const { program, remove } = await copyWorkers();
    const order = await orderOf('exports.run = () => ({ n: 1 });', program);
    await symlink('/dev/full', join(order.staging, 'result.json'));
    expect(await runWorker(order, { program, ...watched })).toMatchObject({
      status: 'failed',
      rule: 'cache-is-writable',
      message: cacheNotWritable('/somewhere/.cache', 'ENOSPC: no space left on device, write'),
    });
    await remove();
  },
);

test('a worker whose memory ran out: said so, without the native stack; its own log stays', async () => {
  const { program, remove } = await copyWorkers();
  // What Node writes then, without filling this machine's memory.
  const words = [
    '',
    '<--- Last few GCs --->',
    '[1:0x2] 900 ms: Mark-Compact 4089.4 (4131.2) -> 4089.4 MB',
    '<--- JS stacktrace --->',
    'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
    '----- Native stack trace -----',
    ' 1: 0xb7a940 node::OOMErrorHandler [node]',
  ];
  const code = `${reach} exports.run = () => {
    console.error('row 7');
    console.error(${JSON.stringify(words.join('\n'))});
    process.abort();
  };`;
  const answer = await runWorker(await orderOf(code, program), { program, ...watched });
  expect(answer).toMatchObject({ status: 'failed', rule: 'job-stays-in-memory', message: outOfMemory(4096) });
  expect(answer).toHaveProperty('details', [expect.any(String), '  row 7']);
  await remove();
});

test('a worker runs the bundle that was hashed, and no other', async () => {
  const { program, remove } = await copyWorkers();
  const order = await orderOf('exports.run = () => ({ n: 1 });', program);
  await writeFile(order.bundle.path, 'exports.run = () => ({ n: 2 });');
  const answer = await runWorker(order, { program, ...watched });
  expect(answer).toMatchObject({ status: 'failed', message: taskThrew(bundleChanged()) });
  await remove();
});

describe('a data file as a stream', () => {
  const code = `exports.run = async (_, context) => {
    let n = 0;
    for await (const chunk of context.stream('set/large')) n += chunk.length;
    return { n };
  };`;
  const content = Buffer.alloc(3_000_000, 'abc');

  let workers: Awaited<ReturnType<typeof copyWorkers>>;
  beforeAll(async () => {
    workers = await copyWorkers();
  });
  afterAll(() => workers.remove());

  async function streamFrom(change: (path: string) => Promise<void>, name = 'set/large'): Promise<unknown> {
    const { program } = workers;
    const path = join(program, 'large');
    await writeFile(path, content);
    const file = { name, path, sha256: digestBytes(content), bytes: content.length, isMeasured: false };
    await change(path);
    const order = { ...(await orderOf(code, program)), files: [file] };
    return runWorker(order, { program, ...watched });
  }

  test('comes whole', async () => {
    const stay = (): Promise<void> => Promise.resolve();
    expect(await streamFrom(stay)).toMatchObject({ status: 'done' });
  });

  const altered = Buffer.from(content).fill('x', 2_999_999);
  test.each([
    ['altered in its last byte', (path: string) => writeFile(path, altered)],
    ['cut short', (path: string) => truncate(path, 2_000_000)],
    ['gone', (path: string) => rm(path)],
  ])('is refused where it is %s since its key was made', async (_how, change) => {
    const message = fileChanged('set/large');
    expect(await streamFrom(change)).toMatchObject({ status: 'failed', rule: 'data-is-whole', message });
  });

  test('is refused where the task does not declare it', async () => {
    const message = undeclaredFile('set/large', ['set/larger'], 'set/larger');
    const stay = (): Promise<void> => Promise.resolve();
    expect(await streamFrom(stay, 'set/larger')).toMatchObject({ status: 'failed', message });
  });
});

test('a worker that is killed without a word is not said to have a log', async () => {
  const { program, remove } = await copyWorkers();
  const order = await orderOf(`${reach} exports.run = () => process.kill(process.pid, 'SIGKILL');`, program);
  const answer = await runWorker(order, { program, ...watched });
  const message = workerDied(killedBy('SIGKILL'), false);
  expect(answer).toMatchObject({ status: 'failed', message, details: [] });
  await remove();
});

test.each(['', 'const half = ('])('a worker that cannot start (%j) is no job’s fault', async (content) => {
  const { program, remove } = await copyWorkers();
  const order = await orderOf('exports.run = () => ({ n: 1 });', program);
  await writeFile(join(program, 'worker.cjs'), content);
  await expect(runWorker(order, { program, ...watched })).rejects.toThrow(WorkerFault);
  await remove();
});

test.each(['worker.cjs', 'replay-worker.cjs'])('%s starts without a library for schemas', async (name) => {
  const { program, remove } = await copyWorkers();
  expect(await readFile(join(program, name), 'utf8')).not.toContain('ZodError');
  await remove();
});
