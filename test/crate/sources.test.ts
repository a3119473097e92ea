import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { encode } from 'fast-png';
import { expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { runReport } from '../support/run-report.ts';
import { writeReportFolder } from '../support/write-report.ts';

const tasks = join(import.meta.dirname, '../fixtures/shared/tasks');
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h7"/></svg>';
const bars = {
  data: { name: 'data' },
  mark: 'bar',
  encoding: { y: { field: 'name', type: 'nominal' }, x: { field: 'size', type: 'quantitative' } },
};

const text = `\uFEFF# All {#sec-all}

:::experiment{#all task=constants from=all.yaml}
:::

::excerpt{file="tasks/constants.ts" name=run}

:::figure{#fig-rows spec=bars of="all.rows"}
Bars.
\`\`\`yaml
alt: Bars.
\`\`\`
:::

:::figure{#fig-grey file="figures/grey.png"}
Grey.
\`\`\`yaml
alt: Grey.
\`\`\`
:::

![A drawing.](pictures/line%20drawing.svg)

:::table{#tbl-rows of="all.rows"}
Rows, and one of *published* figures: :value[published.all.share] [@a].
\`\`\`yaml
columns: rows
\`\`\`
:::
`;

test('everything that the document was made from is among the sources of its build', async () => {
  const folder = writeReportFolder({
    'report.yaml': 'title: All\ndate: 2026-11-23\nsources: [text/01.md]\ncolumns: columns.yaml\n',
    'text/01.md': text,
    'text/all.yaml': 'scale: 2\n',
    'text/pictures/line drawing.svg': drawing,
    'columns.yaml': 'rows: [{header: Name, value: name}]\n',
    'published.yaml': 'source: S\nall: {kind: metric, share: {value: 0.5}}\n',
    'references.bib': '@misc{a, title={A}, author={B, C}, year={2013}}\n',
    'figures/bars.vl.json': JSON.stringify(bars),
    'figures/unused.json': JSON.stringify(bars),
  });
  const pixels = encode({ width: 1, height: 1, channels: 1, data: Uint8Array.of(9) });
  writeFileSync(join(folder, 'figures/grey.png'), pixels);
  cpSync(tasks, join(folder, 'tasks'), { recursive: true });
  const run = await runReport(['build', folder]);
  expect(run.code, run.stderr).toBe(0);
  const graph = (
    JSON.parse(readFileSync(join(folder, 'dist/ro-crate-metadata.json'), 'utf8')) as {
      '@graph': Record<string, unknown>[];
    }
  )['@graph'];
  const build = graph.find((node) => node['@id'] === '#build:document') as { object: { '@id': string }[] };
  const sources = build.object
    .filter(({ '@id': id }) => id.startsWith('#source:'))
    .map(({ '@id': id }) => graph.find((node) => node['@id'] === id) as { name: string; sha256: string });
  expect(sources.map(({ name }) => name).sort()).toEqual([
    'columns.yaml',
    'figures/bars.vl.json',
    'figures/grey.png',
    'published.yaml',
    'references.bib',
    'report.yaml',
    'tasks/constants.ts',
    'text/01.md',
    'text/all.yaml',
    'text/pictures/line drawing.svg',
  ]);
  for (const { name, sha256 } of sources) {
    expect([name, sha256]).toEqual([name, digestBytes(readFileSync(join(folder, name)))]);
  }
});
