import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import { diskEffects, type OutputEffects } from '../../src/emit/output-effects.ts';
import { writeOutputs } from '../../src/emit/write-outputs.ts';

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

test('what a link in the place of its pictures leads to stays', async () => {
  await mkdir(join(folder, 'mine'));
  await writeFile(join(folder, 'mine/photo.png'), 'mine');
  await mkdir(join(folder, 'dist'));
  await symlink(join(folder, 'mine'), join(folder, 'dist/report-files'));
  await writeOutputs(join(folder, 'dist'), first.slice(0, 2));
  expect(await readdir(join(folder, 'mine'))).toEqual(['photo.png']);
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

/** Every file below the folder with its text. */
async function contentsOf(root: string): Promise<Record<string, string>> {
  const names = (await diskEffects.list(root)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const)),
  );
}

const refused = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO', errno: -5, syscall: 'rename' }));

test.each([0, 1, 2, 3])('a failure of rename %i puts back what was replaced', async (failing) => {
  await writeOutputs(folder, first);
  const before = await contentsOf(folder);
  let renames = 0;
  const effects: OutputEffects = {
    ...diskEffects,
    rename: (from, to) => (renames++ === failing ? refused() : diskEffects.rename(from, to)),
  };
  const next = [...first, { path: 'report-files/fig-b.svg', content: '' }];
  const second = next.map(({ path }) => ({ path, content: 'two' }));
  const failed = writeOutputs(folder, second, effects);
  await expect(failed).rejects.toThrow(ReportError);
  await expect(failed).rejects.toThrow(/^output-is-writable .*EIO/);
  expect(await contentsOf(folder)).toEqual(before);
});

test('pictures are in place before the documents that show them', async () => {
  const order: string[] = [];
  const effects: OutputEffects = {
    ...diskEffects,
    rename: (from, to) => {
      order.push(to.slice(folder.length + 1));
      return diskEffects.rename(from, to);
    },
  };
  await writeOutputs(folder, first, effects);
  expect(order).toEqual(['report-files/fig-a.svg', 'report.html', 'report.md']);
});

test('what stands in the way is told before anything is replaced', async () => {
  await writeFile(join(folder, 'report-files'), 'a file');
  await mkdir(join(folder, 'report.md'));
  const before = await contentsOf(folder);
  const failed = writeOutputs(folder, first);
  await expect(failed).rejects.toThrow(/output-is-writable .*report-files is a file/);
  await expect(failed).rejects.toThrow(/output-is-writable .*report\.md is a folder/);
  expect(await contentsOf(folder)).toEqual(before);
});

test('an output folder that is a file, or lies below one, is told', async () => {
  await writeFile(join(folder, 'dist'), 'a file');
  await expect(writeOutputs(join(folder, 'dist'), first)).rejects.toThrow(/dist is a file/);
  await expect(writeOutputs(join(folder, 'dist/other'), first)).rejects.toThrow(
    /output-is-writable .*ENOTDIR/,
  );
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
