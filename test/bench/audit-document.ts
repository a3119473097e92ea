// One process that audits a document: node audit-document.js NUMBERS; prints the seconds of each audit as JSON.
import { auditReport } from '../../src/audit/audit-report.ts';
import { describeUnbound } from '../../src/audit/audit-numbers.ts';
import { createFitBindings } from '../../src/audit/fit-bindings.ts';
import { listCandidates } from '../../src/audit/list-candidates.ts';
import type { Latest } from '../../src/base/effects.ts';
import { parseInput } from '../parse/memory.ts';
import { scopeOf } from '../audit/scope-of.ts';
import { boundDocument, resultsOf, typedDocument } from './many-numbers.ts';

const numbers = Number(process.argv[2]);
const results = resultsOf(numbers);

async function seconds(audit: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await audit();
  return (performance.now() - started) / 1000;
}

const kept = new Map<string, string>();
const latest: Latest = {
  read: (_, name) => Promise.resolve(kept.get(name) ?? null),
  write: (_, name, text) => Promise.resolve(void kept.set(name, text)),
};

const bound = await parseInput(boundDocument(results));
const typed = await parseInput(typedDocument(results));
const first = await seconds(() => auditReport(bound, latest));
const again = await seconds(() => auditReport(bound, latest));
const told = await seconds(async () => {
  const { unbound } = await auditReport(typed, { ...latest, read: () => Promise.resolve(null) });
  const fit = createFitBindings(listCandidates(scopeOf(results), [{ name: 'all', cases: null }]));
  const described = unbound.map((number) => describeUnbound(number, fit(number)));
  if (described.length < numbers) throw new Error(`only ${described.length} numbers were found`);
});
process.stdout.write(`${JSON.stringify({ first, again, told })}\n`);
