import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { copyFixtures, runReport } from '../support/run-report.ts';

const TEXT = `# The faster of two

:::experiment{#all task=constants}
:::

There are :value[all.total] of them. **More** than anybody
thought, and :claim[more than ten]{if="all.total > 10"}, :remark[more than enough]{reason="a phrase"}.

Others found it better [@smith]. “It is worse”, they say. In 2017 it was worse.
There is :value[all.total > 5 ? 'more' : 'less'] of it, which is less.

> It is the largest.

> [!NOTE]
> It is the smallest.

:::when{if="all.total > 5"}
It is larger.
:::

:::table{#tbl-rows of="all.rows"}
Those with the highest score.
\`\`\`yaml
columns:
  - {header: Highest, value: size}
\`\`\`
:::

A note.[^1][^b] :remark[It compares nothing]{reason="it does not"}, and \`more\` is code.

[^1]: The longest of all.
`;

const BIB = '@article{smith, title = {A}, author = {Smith, A.}, year = {2001}, journal = {J}}\n';

test('comparisons that nothing could refute are warnings, and mistakes where asked for', async () => {
  const folder = copyFixtures('shared');
  const yaml = join(folder, 'report.yaml');
  writeFileSync(yaml, 'title: The best report\nabstract: It is the first, and the best.\n');
  writeFileSync(join(folder, '01.md'), TEXT);
  writeFileSync(join(folder, 'references.bib'), BIB);
  const built = await runReport(['build', folder]);
  expect(built.code).toBe(0);
  const said = [...built.stderr.matchAll(/^(\S+) comparison-is-claimed \(warning\) {2}(.*)/gm)];
  expect(said.map(([, place]) => place)).toEqual([
    'report.yaml:1:12',
    'report.yaml:2:36',
    '01.md:1:7',
    '01.md:6:40',
    '01.md:15:13',
    '01.md:22:16',
    '01.md:25:14',
    '01.md:31:11',
  ]);
  expect(said[0]?.[2]).toContain('"best" in "The best report": nothing could refute it, and no claim');
  expect(said[3]?.[2]).toContain(
    '"More than" in "More than anybody thought, and more than ten, more than enough."',
  );
  expect(said[3]?.[2]).toContain(':claim[…]{if="…"}');
  expect(built.stderr).toContain(
    '01.md:29:17 remark-has-comparison (warning)  The remark "It compares nothing" compares nothing.',
  );
  expect(built.stderr).toContain('01.md:29:12 note-is-defined (warning)  No footnote is called "[^b]"');
  const document = readFileSync(join(folder, 'dist/report.md'), 'utf8');
  expect(document).toContain('more than ten, more than enough.');
  expect(document).not.toContain('a phrase');

  const strict = await runReport(['check', '--strict', folder]);
  expect(strict.code).toBe(1);
  expect(strict.stderr).toContain('01.md:6:40 comparison-is-claimed');
  expect(strict.stderr.match(/^\S+ (?:comparison-is-claimed|remark-has-comparison) /gm)).toHaveLength(9);
  writeFileSync(yaml, `${readFileSync(yaml, 'utf8')}language: de\n`);
  const german = await runReport(['check', '--strict', folder]);
  expect(german.stderr).toMatch(/^01\.md:29:12 note-is-defined .*\n+$/);
}, 60_000);
