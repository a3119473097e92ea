import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { diskEffects, writeOutputs } from '../../src/emit/write-outputs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outputs-'));
});
afterEach(() => rm(folder, { recursive: true }));

const first = [
  { path: 'report.html', content: 'one' },
  { path: 'report.md', content: 'one' },
  { path: 'report-files/fig-a.svg', content: '<svg/>' },
];

test('writes every file, and nothing beside them stays', async () => {
  await writeOutputs(join(folder, 'dist'), first);
  expect((await readdir(join(folder, 'dist'))).sort()).toEqual(['report-files', 'report.html', 'report.md']);
  expect(await readFile(join(folder, 'dist/report-files/fig-a.svg'), 'utf8')).toBe('<svg/>');
});

test('a failure half-way leaves the last good output, and nothing beside', async () => {
  await writeOutputs(folder, first);
  const failing = {
    ...diskEffects,
    write: (path: string, content: string | Uint8Array) =>
      path.endsWith('report.md') ? Promise.reject(new Error('disk full')) : diskEffects.write(path, content),
  };
  const second = first.map(({ path }) => ({ path, content: 'two' }));
  await expect(writeOutputs(folder, second, failing)).rejects.toThrow('disk full');
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toBe('one');
  expect((await readdir(folder)).sort()).toEqual(['report-files', 'report.html', 'report.md']);
});

test('pictures of an earlier build go, other files stay', async () => {
  await writeOutputs(folder, first);
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await writeOutputs(folder, [
    { path: 'report.html', content: 'two' },
    { path: 'report-files/deep/b.png', content: 'b' },
  ]);
  expect(await readdir(join(folder, 'report-files'), { recursive: true })).toEqual(['deep', 'deep/b.png']);
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
});

test('a file whose bytes are the same is not touched', async () => {
  await writeOutputs(folder, first);
  const path = join(folder, 'report.html');
  await utimes(path, 1000, 1000);
  await writeOutputs(folder, first);
  expect((await stat(path)).mtimeMs).toBe(1_000_000);
});

test('what a killed build left beside goes, what a running one writes stays', async () => {
  const gone = spawnSync(process.execPath, ['--version']).pid;
  for (const pid of [gone, process.ppid]) {
    await mkdir(join(folder, `.next-${pid}`));
    await writeFile(join(folder, `.next-${pid}`, 'report.html'), 'half');
  }
  await writeOutputs(folder, first);
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([`.next-${process.ppid}`]);
});
