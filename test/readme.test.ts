import { cpSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { runReport } from './support/run-report.ts';
import { layFonts } from './support/warm-fonts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The contents of the README's fenced blocks in one language. */
function fences(language: string): string[] {
  const blocks = readme.matchAll(/^(`{3,})(\w+)\n(.*?)^\1$/gms);
  return [...blocks].filter((block) => block[2] === language).map((block) => block[3] ?? '');
}

/** A project that holds what the examples name, and no more. */
function createProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'readme-')));
  for (const part of ['src/base', 'src/experiments', 'figures', 'data', 'weights', 'report/references.bib']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  layFonts(folder);
  return folder;
}

test('the examples of the README are a report that builds', async () => {
  const folder = createProject();
  const [config = '', published = ''] = fences('yaml');
  const [spec = ''] = fences('json');
  const [task = ''] = fences('ts');
  const mine = [
    ':::experiment{#labels task=label-share}\n:::\n',
    'Sevens are :value[labels.share] of the labels; see @tbl-models, @fig-models, @eq-confusion and @sec-counting,',
    'and @lecun1998 and [@lecun1998, p. 3; @kingma2015].',
  ];
  writeFileSync(join(folder, 'report/report.yaml'), config);
  writeFileSync(join(folder, 'report/published.yaml'), published);
  writeFileSync(join(folder, 'figures/parameters.json'), spec);
  writeFileSync(join(folder, 'src/experiments/tasks/label-share.ts'), task);
  writeFileSync(join(folder, 'report/01.md'), [...fences('md'), ...mine].join('\n'));
  const run = await runReport(['build', join(folder, 'report')]);
  expect(run.stderr).not.toContain('mistake');
  expect(run.code).toBe(0);
  const document = readFileSync(join(folder, 'dist/report.md'), 'utf8');
  expect(document).toMatch(/50,992 trainable parameters \(in 2017:\s\*50992\*\)/);
  expect(document).toMatch(/Sevens are 0\.1\d\d of the labels/);
  expect(document).toContain('export function averageAccuracy');
}, 60_000);
