import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { createLeash } from '../../src/run/leash.ts';
import { isRunning, until } from '../support/processes.ts';

const busy = ['-e', 'for (;;);'];

function startBusy(): number {
  return spawn(process.execPath, busy, { stdio: 'ignore', detached: true }).pid!;
}

test('whoever is held when the build is killed ends with it, even in the middle of a computation', async () => {
  const leash = JSON.stringify(resolve(import.meta.dirname, '../../src/run/leash.ts'));
  const code = `
    const { createLeash } = await import(${leash});
    const { spawn } = await import('node:child_process');
    const start = () => spawn(process.execPath, ${JSON.stringify(busy)}, { stdio: 'ignore', detached: true }).pid;
    const leash = createLeash();
    const workers = [start(), start(), start()];
    for (const worker of workers) leash.hold(worker);
    leash.release(workers[1]);
    console.log(JSON.stringify(workers));
    setInterval(() => undefined, 1000);`;
  const { build } = await import('esbuild');
  const bundled = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    ...{ bundle: true, platform: 'node', format: 'esm', write: false },
  });
  const args = ['--input-type=module', '-e', bundled.outputFiles[0]!.text];
  const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  parent.stdout.on('data', (text: Buffer) => (told += text.toString()));
  await until(() => told.endsWith('\n'));
  const [first, second, third] = JSON.parse(told) as [number, number, number];
  parent.kill('SIGKILL');
  await until(() => !isRunning(first) && !isRunning(third));
  expect(isRunning(second)).toBe(true);
  process.kill(second, 'SIGKILL');
});

test('a leash that ends with its build leaves no process, and touches nobody who was released', async () => {
  const leash = createLeash();
  const worker = startBusy();
  leash.hold(worker);
  leash.release(worker);
  await leash.end();
  expect(isRunning(worker)).toBe(true);
  process.kill(worker, 'SIGKILL');
});
