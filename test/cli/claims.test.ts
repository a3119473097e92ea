import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { until } from '../support/processes.ts';
import { copyFixtures, runReport, startReport } from '../support/run-report.ts';

const TEXT = `:::experiment{#all task=constants}
:::

:::experiment{#nobody task=throws}
:::

:::experiment{#drawn task=constants}
\`\`\`yaml
scale: 2
\`\`\`
:::

:::figure{#fig-rows spec=rows of="drawn.rows"}
An experiment that only a figure shows is used.
\`\`\`yaml
alt: Two bars.
\`\`\`
:::

:claim[It is large]{if="all.total > 100"}, and :claim[it is fast]{if="all.took < 0.1"}.

:claim[It held nothing]{if="all.run.memory == 0"}, but :claim[*fewer* than it may]{if="all.total < 20000"}.

:::when{if="all.total > 100"}
It stands.
:::

:::when{if="all.total <= 100"}
It falls, :value[1 / (all.total - 12345)]{format=".1f"}.
:::
`;

const SCALED = '```yaml\nscale: 2\n```';

const SPEC = {
  data: { name: 'data' },
  mark: 'bar',
  encoding: { y: { field: 'name' }, x: { field: 'size', type: 'quantitative' } },
};

test('claims hold or are marked, a when stands or not, an experiment that nobody uses is not run', async () => {
  const folder = copyFixtures('shared');
  writeFileSync(join(folder, 'report.yaml'), 'title: Claims\n');
  writeFileSync(join(folder, '01.md'), TEXT);
  mkdirSync(join(folder, 'figures'), { recursive: true });
  writeFileSync(join(folder, 'figures/rows.json'), JSON.stringify(SPEC));
  const run = await runReport(['build', folder]);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('2 jobs: 2 ran');
  expect(run.stdout).toContain('; 2 of 4 claims hold');
  expect(run.stderr).toContain(
    '01.md:4:1 experiment-is-used (warning)  Nothing shows a result of the experiment "nobody"',
  );
  expect(run.stderr).toContain(
    '01.md:20:48 claim-holds (warning)  "it is fast" did not hold on this machine; the document says so.',
  );
  expect(run.stderr).toContain('\n    all.took = 0.165, printed 165 ms\n');
  const document = readFileSync(join(folder, 'dist/report.md'), 'utf8');
  expect(document).toContain('It is large, and it is fast¶.');
  expect(document).toContain('It stands.');
  expect(document).not.toContain('It falls');
  const html = readFileSync(join(folder, 'dist/report.html'), 'utf8');
  expect(html).toMatch(/it is fast<(a|sup)[^]{0,80}¶/);
  const why = await runReport(['why', 'nobody', folder]);
  expect(why.code).toBe(0);
  expect(why.stdout).toContain('nobody');
  await runReport(['lock', folder]);
  for (const command of [['check'], ['check', '--frozen'], ['jobs'], ['build', '--frozen']]) {
    const other = await runReport([...command, folder]);
    expect(other.stderr).toContain('01.md:4:1 experiment-is-used (warning)');
    expect(other.code).toBe(0);
  }
  // The same claim, when another run gives another number.
  writeFileSync(join(folder, '01.md'), TEXT.replace('constants}\n:::', `constants}\n${SCALED}\n:::`));
  const refuted = await runReport(['build', folder]);
  expect(refuted.code).toBe(1);
  expect(refuted.stderr).toContain(
    '01.md:25:56 claim-holds  the results refute "fewer than it may". Correct the sentence or its condition.\n' +
      '    if: all.total < 20000\n    all.total = 24690\n',
  );
  expect(readFileSync(join(folder, 'dist/report.md'), 'utf8')).toBe(document);
  await testKeptGoing(folder);
});

const REFUTED =
  '01.md:25:56 claim-holds  the results refute "fewer than it may". Correct the sentence or its condition.\n';

/** The same claim, in a document that is to be written all the same: marked, listed, told, and not well. */
async function testKeptGoing(folder: string): Promise<void> {
  const kept = await runReport(['build', folder, '--keep-going']);
  expect(kept.code).toBe(1);
  expect(kept.stderr).toContain(REFUTED);
  expect(kept.stdout).toContain('; 1 of 4 claims hold');
  expect(kept.stdout).toMatch(/1 claim is refuted and marked in the document: .*\n$/);
  const written = readFileSync(join(folder, 'dist/report.md'), 'utf8');
  expect(written).toMatch(/> \[!CAUTION\]\n> The results refute a claim of this document\./);
  expect(written).toMatch(/\*fewer\* than it may \*\*\\?\[refuted\]\*\*/);
  expect(written).toContain('“fewer than it may” (01.md:25:56)');
  expect(written).toMatch(/if: all\.total < 20000\n\s*all\.total = 24690\n/);
  expect(written).toContain('1 of 4 claims hold; the others are marked.');
  const html = readFileSync(join(folder, 'dist/report.html'), 'utf8');
  expect(html).toMatch(/may <sup><a href="#refuted-claims" class="note"><strong>\[refuted\]<\/strong>/);
  expect(html).toMatch(/<h2 id="refuted-claims">/);
  // Nothing is locked under a false claim: the same results are, under a true one.
  const source = readFileSync(join(folder, '01.md'), 'utf8');
  writeFileSync(join(folder, '01.md'), source.replace('all.total < 20000', 'all.total < 30000'));
  expect((await runReport(['lock', folder])).code).toBe(0);
  writeFileSync(join(folder, '01.md'), source);
  const frozen = await runReport(['build', folder, '--keep-going', '--frozen']);
  expect([frozen.code, frozen.stderr.includes(REFUTED)]).toEqual([1, true]);
  expect(readFileSync(join(folder, 'dist/report.html'), 'utf8')).toBe(html);
  // Nothing else is forgiven.
  writeFileSync(join(folder, '01.md'), `${TEXT}\n:value[all.totl]\n`);
  const mistaken = await runReport(['build', folder, '--keep-going']);
  expect(mistaken.code).toBe(1);
  expect(mistaken.stderr).toContain('Nothing was written');
}

test('a watched report that keeps going is written with its refuted claims, until they are mended', async () => {
  const folder = copyFixtures('shared');
  const claim = (bound: number): string =>
    `:::experiment{#all task=constants}\n:::\n\n:claim[It is small]{if="all.total < ${bound}"}.\n`;
  writeFileSync(join(folder, 'report.yaml'), 'title: Claims\n');
  writeFileSync(join(folder, '01.md'), claim(3));
  const watched = startReport(['build', folder, '--watch', '--keep-going']);
  await until(() => watched.output.stdout.includes('Watching'), 30);
  expect(watched.output.stderr).toContain('01.md:4:1 claim-holds  the results refute "It is small".');
  expect(readFileSync(join(folder, 'dist/report.md'), 'utf8')).toContain('refuted]**');
  writeFileSync(join(folder, '01.md'), claim(20000));
  await until(() => !readFileSync(join(folder, 'dist/report.md'), 'utf8').includes('refuted'), 20);
  process.kill(-watched.pid, 'SIGINT');
  expect((await watched.ended).code).toBe(130);
});
