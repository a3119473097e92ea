import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ReportError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { count, table } from '../../src/base/kinds.ts';
import type { Made } from '../../src/base/effects.ts';
import { makeAnew } from '../../src/base/made.ts';
import type { FilledDocument } from '../../src/base/report.ts';
import type { JobResults } from '../../src/base/results.ts';
import { fillReport } from '../../src/fill/fill-report.ts';
import { readConfig } from '../../src/parse/config.ts';
import { parseReport } from '../../src/parse/parse-report.ts';

/** A job `sums` as a run would have left it. */
export function sums(change: Partial<JobResults> = {}): JobResults {
  return {
    job: 'sums',
    experiment: 'sums',
    case: null,
    run: 1,
    task: 'add',
    title: 'Adds whole numbers',
    label: null,
    note: null,
    given: { last: 4 },
    results: { total: 10, rows: [1, 2, 3, 4].map((n) => ({ n, sum: (n * (n + 1)) / 2 })) },
    specs: { total: count(), rows: table({ n: count(), sum: count() }) },
    engine: { name: 'javascript', title: 'JavaScript' },
    preferredEngine: 'javascript',
    measures: null,
    standIn: false,
    seed: null,
    code: { file: 'tasks/add.ts', sha256: 'c0de'.repeat(16) },
    files: [],
    inputs: {},
    key: '0123456789abcdef'.repeat(4),
    folder: '',
    ...change,
  };
}

/** Declares the experiment whose job `sums` gives. */
export const experiment = ':::experiment{#sums task=add}\n```yaml\nlast: 4\n```\n:::\n';

/** Parses and fills the report of a folder. */
export async function fillFolder(
  folder: string,
  jobs: readonly JobResults[] = [],
  made: Made = makeAnew(),
): Promise<FilledDocument> {
  const { config, files } = await readConfig(folder);
  return fillReport(await parseReport(config, files), jobs, made);
}

/** The same of a folder with these files. A `report.yaml` with a title is there unless given. */
export async function fillFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  jobs: readonly JobResults[] = [],
): Promise<FilledDocument> {
  const folder = mkdtempSync(join(tmpdir(), 'fill-'));
  try {
    for (const [path, content] of Object.entries({ 'report.yaml': 'title: A title\n', ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await fillFolder(folder, jobs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the author of these files is told; nothing where the report is well. */
export async function mistakesIn(
  files: Readonly<Record<string, string>>,
  jobs: readonly JobResults[] = [],
): Promise<readonly Diagnostic[]> {
  try {
    await fillFiles(files, jobs);
    return [];
  } catch (error) {
    if (error instanceof ReportError) return error.diagnostics;
    throw error;
  }
}
