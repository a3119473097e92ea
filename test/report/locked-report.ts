import { fileURLToPath } from 'node:url';

import type { Nodes } from 'mdast';

import type { NamedJob } from '../../src/base/language/scope.ts';
import { createScope, type Scope } from '../../src/base/language/scope.ts';
import { evaluate } from '../../src/base/language/evaluate.ts';
import { truthOf } from '../../src/base/language/operators.ts';
import type { Experiment } from '../../src/base/experiment.ts';
import type { ParsedReport } from '../../src/base/report.ts';
import type { ClaimNode } from '../../src/base/tree.ts';
import { createLockReader, type LockReader } from '../../src/lock/read-locks.ts';
import { readConfig } from '../../src/parse/config.ts';
import { parseReport } from '../../src/parse/parse-report.ts';

/** The report of this repository as it is written, with its locked results; nothing is built or run. */
export interface LockedReport {
  report: ParsedReport;
  scope: Scope;
  /** Jobs of which nothing is locked. */
  missing: readonly string[];
}

/** Keeps nothing. */
const latest = { read: () => Promise.resolve(null), write: () => Promise.resolve() };

/** Reads it. */
export async function readLockedReport(): Promise<LockedReport> {
  const folder = fileURLToPath(new URL('../../report', import.meta.url));
  const { config, files } = await readConfig(folder);
  const report = await parseReport(config, files, latest);
  const reader = createLockReader({ config, files, named: null });
  const jobs: NamedJob[] = [];
  const missing: string[] = [];
  for (const experiment of report.experiments) {
    for (const one of experiment.cases ?? [null]) {
      const found = await readRuns(experiment, one, reader);
      if (found.length === 0) missing.push(one ? `${experiment.name}.${one.name}` : experiment.name);
      jobs.push(...found);
    }
  }
  const { experiments, published } = report;
  return { report, missing, scope: createScope({ experiments, jobs, published, dataset: config.dataset }) };
}

async function readRuns(
  { name, shared, cases }: Experiment,
  one: NonNullable<Experiment['cases']>[number] | null,
  reader: LockReader,
): Promise<NamedJob[]> {
  const stem = cases === null || one === null ? name : `${name}.${one.name}`;
  const runs: NamedJob[] = [];
  for (let run = 1; run <= (one?.seeds ?? shared.seeds ?? 1); run += 1) {
    const job = run === 1 ? stem : `${stem}#${String(run)}`;
    const found = await reader.read(job);
    if (found === null || 'rule' in found) continue;
    const { locked, results, timed } = found;
    const told = { label: one?.label ?? shared.label, note: one?.note ?? shared.note };
    const named = { name: job, experiment: name, case: one?.name ?? null, run, ...told };
    const given = locked.parts.parameters;
    const specs = locked.declaration.results;
    runs.push({ ...named, given, specs, results, measures: timed?.run ?? null });
  }
  return runs;
}

/** The claims that the document makes: those of a `when` whose condition does not hold stand in none. */
export function listClaims({ report, scope }: Pick<LockedReport, 'report' | 'scope'>): ClaimNode[] {
  const claims: ClaimNode[] = [];
  const walk = (node: Nodes): void => {
    if (node.type === 'when') {
      const truth = evaluate(node.condition, scope, truthOf);
      if (truth.ok && truth.value === false) return;
    }
    if (node.type === 'claim') claims.push(node);
    if ('children' in node) node.children.forEach(walk);
    if (node.type === 'resultTable')
      node.columns.forEach(({ header }) => {
        header.forEach(walk);
      });
  };
  for (const source of [report.abstract, ...report.sources]) if (source) walk(source.tree);
  return claims;
}
