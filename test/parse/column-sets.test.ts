import { describe, expect, it } from 'vitest';

import type { ReportConfig } from '../../src/base/report.ts';
import { parseInput, type MemoryFiles } from './memory.ts';

const sets =
  '  totals:\n    - {header: "*Case*", value: label}\n    - {header: Total, value: total, align: left}\n';

/** The columns of the first table: value, set and place of each. */
async function columnsOf(
  columns: string,
  files: MemoryFiles,
  config: ReportConfig['columns'],
): Promise<unknown> {
  const text = `:::table{of="cases(a)"}\n\`\`\`yaml\ncolumns: ${columns}\n\`\`\`\n:::\n`;
  const [table] = (await parseInput(text, files, { columns: config })).sources[0]?.tree.children ?? [];
  if (table?.type !== 'resultTable') throw new Error('no table');
  return table.columns.map(({ value, set, place }) => [value.source, set, `${place.file}:${place.line}`]);
}

describe('columns that tables share', () => {
  it('stand in report.yaml and are used by their name', async () => {
    const files = { 'report.yaml': `title: T\ncolumns:\n${sets}  unused: [{header: A, value: b}]\n` };
    const columns = { path: 'report.yaml', within: 'columns' };
    expect(await columnsOf('totals', files, columns)).toEqual([
      ['label', 'totals', 'report.yaml:4'],
      ['total', 'totals', 'report.yaml:5'],
    ]);
  });

  it('stand in a file of their own, and among other columns', async () => {
    const files = { 'columns.yaml': sets.replaceAll(/^ {2}/gm, '') };
    const columns = { path: 'columns.yaml', within: null };
    expect(await columnsOf('[{header: N, value: index}, totals]', files, columns)).toEqual([
      ['index', null, 'input.md:3'],
      ['label', 'totals', 'columns.yaml:2'],
      ['total', 'totals', 'columns.yaml:3'],
    ]);
  });
});
