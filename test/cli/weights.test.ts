import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { copyFixtures, runReport } from '../support/run-report.ts';

/** A report whose weights are made by a task that draws nothing. */
function withoutChance(): { folder: string; manifest: string } {
  const folder = copyFixtures('shared', 'reports/weights');
  const task = join(folder, 'tasks/draw-bytes.ts');
  const code = readFileSync(task, 'utf8');
  const plain = code.replace('random: true', 'random: false').replace('random.below(256)', '7');
  writeFileSync(task, plain.replace(', { random }', ''));
  return { folder, manifest: join(folder, 'weights/line.yaml') };
}

test('weights that no chance made need no seed in their manifest', async () => {
  const { folder, manifest } = withoutChance();
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/\n {2}seed: 7/, ''));
  const run = await runReport(['weights', '--report', folder]);
  expect(run.stdout).toContain('weights/line.bin: written');
  expect([...readFileSync(join(folder, 'weights/line.bin'))]).toEqual(Array.from({ length: 16 }, () => 7));
});

test('a seed that would change nothing is refused', async () => {
  const { folder } = withoutChance();
  const run = await runReport(['weights', '--report', folder]);
  expect(run.stderr).toMatch(/weights\/line\.yaml:1:1 seed-is-used/);
  expect(run.code).toBe(1);
  expect(existsSync(join(folder, 'weights/line.bin'))).toBe(false);
});
