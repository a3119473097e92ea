import type { DocumentPrint } from '../../src/base/document-print.ts';
import type { Made } from '../../src/base/effects.ts';
import { makeAnew } from '../../src/base/made.ts';
import { count, duration, metric, table, text } from '../../src/base/kinds.ts';
import type { JobResults } from '../../src/base/results.ts';
import { readFigureData } from '../../src/emit/figure/read-figure-data.ts';
import { recordPrint } from '../../src/print/record-print.ts';
import { experiment, fillFiles, sums } from '../fill/report-of.ts';

/** What is varied of the sample. */
export interface Sample {
  /** Put before everything. */
  prose?: string;
  /** Changes the source, or the spec. */
  edit?: (source: string) => string;
  editSpec?: (spec: string) => string;
  total?: number;
  /** Seconds, the machine's. */
  took?: number;
  rows?: readonly { n: number; sum: number; share: number; name: string }[];
}

export const sampleRows = [1, 2, 3].map((n) => ({
  n,
  sum: (n * (n + 1)) / 2,
  share: n / 7,
  name: `row ${'abc'[n - 1]!}`,
}));

const spec = JSON.stringify({
  data: { name: 'data' },
  transform: [{ calculate: 'datum.sum / 2', as: 'half' }],
  mark: 'point',
  encoding: { x: { field: 'n', type: 'quantitative' }, y: { field: 'half', type: 'quantitative' } },
});

export const sampleSource = `# Numbers

It adds up to :value[sums.total], twice that is :value[sums.total * 2]. In :value[sums.took] it was done.

:claim[The sum of :value[sums.total] is large]{if="sums.total > 3"}. A share of :value[sums.rows[0].share]{format=".2f"} comes first.

# Tables

:::table{#tbl-rows of="sums.rows"}
All :value[count(sums.rows)] rows.
\`\`\`yaml
columns:
  - {header: Name, value: name}
  - {header: Sum, value: sum}
  - {header: Share, value: share, format: ".3f"}
\`\`\`
:::

| What | Value | Twice |
|---|---|---|
| The total | :value[sums.total] | :value[2 * sums.total] |
| The last | :value[sums.given.last] of :value[sums.total] | :value[2 * sums.given.last] |

:::figure{#fig-rows spec=rows of="sums.rows"}
Half of the sums.
\`\`\`yaml
alt: "The sums grow to :value[max(pluck(sums.rows, 'sum'))]."
\`\`\`
:::

$$ {#eq-a}
y = \\frac{\\result{sums.total}}{2x} + \\result{sums.given.last}
$$

A note.[^1]

[^1]: Of :value[sums.given.last] terms.
`;

const known = new Map<string, string>();

/** A chart of the same spec is read once, whatever stands around it. */
const rememberText: Made['text'] = async (_, parts, produce) => {
  const name = JSON.stringify(parts);
  const text = known.get(name) ?? (await produce());
  known.set(name, text);
  return text;
};

/** The print of a small report that has everything in it. */
export async function samplePrint({
  prose = '',
  edit = (source) => source,
  editSpec = (text) => text,
  total = 10,
  took = 2.5,
  rows = sampleRows,
}: Sample = {}): Promise<DocumentPrint> {
  const job: JobResults = sums({
    results: { total, took, rows },
    specs: {
      total: count(),
      took: duration(),
      rows: table({ n: count(), sum: count(), share: metric({ format: '.2f' }), name: text() }),
    },
  });
  const files = {
    '01.md': `${prose}${experiment}\n${edit(sampleSource)}`,
    'figures/rows.json': editSpec(spec),
  };
  const document = await fillFiles(files, [job]);
  return recordPrint(document, await readFigureData(document, { ...makeAnew(), text: rememberText }));
}
