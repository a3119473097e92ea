import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { cacheNotWritable } from '../../src/base/messages/run.ts';
import { runWorker, workerEnvironment } from '../../src/run/run-worker.ts';
import type { WorkerOrder } from '../../src/run/worker-protocol.ts';
import { buildWorkers, generatorRoot } from '../support/program.ts';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a worker whose parent was killed with -9 ends, even while it computes without a pause', async () => {
  const { program, remove } = await buildWorkers();
  const code = 'exports.run = (_, context) => { context.log("busy"); for (;;); };';
  const path = join(program, 'task.cjs');
  await writeFile(path, code);
  await mkdir(join(program, 'staging'));
  const order = {
    job: 'busy',
    root: generatorRoot,
    bundle: { path, sha256: digestBytes(code), packages: [] },
    parameters: {},
    specs: {},
    files: [],
    inputs: {},
    engine: { name: 'javascript', title: '' },
    staging: join(program, 'staging'),
  };
  const parent = `
    const child = require('node:child_process').fork(${JSON.stringify(join(program, 'worker.js'))});
    child.on('message', () => console.log(child.pid));
    child.send({ ...${JSON.stringify(order)}, parent: process.pid });`;
  const build = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const worker = await new Promise<number>((resolve) =>
    build.stdout.once('data', (text: Buffer) => {
      resolve(Number.parseInt(text.toString(), 10));
    }),
  );
  expect(isAlive(worker)).toBe(true);
  build.kill('SIGKILL');
  for (let waited = 0; waited < 160 && isAlive(worker); waited += 1) await wait(50);
  expect(isAlive(worker)).toBe(false);
  await remove();
});

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
  expect(Object.keys(environment)).not.toContain('TF_ENABLE_ONEDNN_OPTS');
  expect(Object.keys(environment)).not.toContain('NODE_OPTIONS');
  expect(Object.keys(environment)).not.toContain('SECRET');
  // Either would put another TensorFlow before the one that the key names.
  expect(Object.keys(environment).filter((name) => /^(LD|DYLD)_/.test(name))).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'a full disk is told as the machine’s, not as the task’s fault',
  async () => {
    const { program, remove } = await buildWorkers();
    const code = 'exports.run = () => ({ n: 1 });';
    const path = join(program, 'task.cjs');
    const staging = join(program, 'staging');
    await writeFile(path, code);
    await mkdir(staging);
    await symlink('/dev/full', join(staging, 'result.json'));
    const order: WorkerOrder = {
      job: 'small',
      key: '',
      parts: {
        code: '',
        parameters: {},
        seed: null,
        files: {},
        inputs: {},
        packages: {},
        engine: {},
        runtime: {},
      },
      root: generatorRoot,
      bundle: { path, sha256: digestBytes(code), packages: [] },
      parameters: {},
      seed: null,
      specs: { n: { kind: 'count' } },
      files: [],
      inputs: {},
      engine: { name: 'javascript', title: '' },
      staging,
      cache: '/somewhere/.cache',
      parent: process.pid,
    };
    const { signal } = new AbortController();
    const answer = await runWorker(order, { program, seconds: 20, signal, hear: () => undefined });
    expect(answer).toMatchObject({
      status: 'failed',
      rule: 'cache-is-writable',
      message: cacheNotWritable('/somewhere/.cache', 'ENOSPC: no space left on device, write'),
    });
    await remove();
  },
);
