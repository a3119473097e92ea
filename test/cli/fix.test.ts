import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { copyFixtures, runReport } from '../support/run-report.ts';

const fence = '```';

const lines = (written: {
  total: string;
  scale: string;
  published: string;
  ratio: string;
  header: string;
  alt: string;
}) => [
  '# Résumé 🎉',
  '',
  ':::experiment{#all task=constants}',
  `${fence}yaml`,
  'scale: 2.5',
  fence,
  ':::',
  '',
  `🎉 It has ${written.total} of 3 and ${written.scale}, SHA-256, \`30863\`, ${written.published} and`,
  '0.3125; in November 2017.  ',
  '',
  `| Total | ${written.ratio} |`,
  '|---|---|',
  '',
  ':::table{#tbl-a of="all.rows"}',
  'Rows.',
  `${fence}yaml`,
  'columns:',
  '  - {header: Of 30863, value: size}',
  `  - {header: "Of ${written.header}", value: size}`,
  fence,
  ':::',
  '',
  ':::figure{#fig-a image="all.picture"}',
  'A picture.',
  `${fence}yaml`,
  `alt: A picture of ${written.alt} pixels.`,
  fence,
  ':::',
  '',
];

test('--fix binds what can be told, leaves every other byte, and lists the rest', async () => {
  const folder = copyFixtures('shared');
  const source = join(folder, '01.md');
  const yaml = join(folder, 'report.yaml');
  writeFileSync(yaml, 'title: A report\n');
  writeFileSync(join(folder, 'published.yaml'), 'all: {source: a paper, share: {value: 0.90}}\n');
  writeFileSync(
    source,
    ':::experiment{#all task=constants}\n```yaml\nscale: 2.5\n```\n:::\n\n:value[all.total]\n',
  );
  expect((await runReport(['build', folder])).code).toBe(0);
  writeFileSync(yaml, 'title: A report\nabstract: It has 30,863 in all.\n');
  const before = lines({
    total: '30,863',
    scale: '2.5',
    published: '0.90',
    ratio: '0.833',
    header: '30863',
    alt: '30,863',
  });
  writeFileSync(source, `\uFEFF${before.join('\r\n')}`);

  const fixed = await runReport(['check', '--fix', folder]);
  expect(fixed.code).toBe(1);
  const after = lines({
    total: ':value[all.total]',
    scale: ':value[all.given.scale]',
    published: ':value[published.all.share]',
    ratio: ':value[all.ratio]{format=".3f"}',
    header: ':value[all.total]{format=d}',
    alt: ':value[all.total]',
  });
  expect(readFileSync(source, 'utf8')).toBe(`\uFEFF${after.join('\r\n')}`);
  expect(readFileSync(yaml, 'utf8')).toBe('title: A report\nabstract: It has :value[all.total] in all.\n');
  expect(fixed.stdout).toContain(
    '01.md:12:11\n  - | Total | 0.833 |\n  + | Total | :value[all.ratio]{format=".3f"} |',
  );
  expect(fixed.stdout).toContain('7 numbers bound, 3 left');
  const told = [...fixed.stderr.matchAll(/^(\S+) number-is-bound/gm)].map(([, place]) => place);
  // Of one digit; of two results; in a text of YAML that a binding would end.
  expect(told).toEqual(['01.md:9:32', '01.md:10:1', '01.md:19:17']);
  expect(readdirSync(folder).filter((name) => name.endsWith('.next'))).toEqual([]);

  const again = await runReport(['check', '--fix', folder]);
  expect(again.stdout).toContain('nothing to fix: 3 numbers left');
  expect(readFileSync(source, 'utf8')).toBe(`\uFEFF${after.join('\r\n')}`);
  const frozen = await runReport(['check', '--fix', '--frozen', folder]);
  expect(frozen.code).toBe(2);
}, 60_000);
