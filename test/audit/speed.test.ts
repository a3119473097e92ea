import { expect, test } from 'vitest';

import { describeUnbound } from '../../src/audit/audit-numbers.ts';
import { auditReport } from '../../src/audit/audit-report.ts';
import { createFitBindings } from '../../src/audit/fit-bindings.ts';
import { listCandidates } from '../../src/audit/list-candidates.ts';
import { noLatest } from '../../src/base/latest.ts';
import { boundDocument, resultsOf, typedDocument } from '../bench/many-numbers.ts';
import { parseInput } from '../parse/memory.ts';
import { scopeOf } from './scope-of.ts';
import { startCpuTime } from '../support/cpu-time.ts';

/** `npm run bench -- audit` measures ten times as many; what is quadratic shows here too. */
const numbers = 1000;
const results = resultsOf(numbers);

test('a document of many numbers is audited in a moment', async () => {
  const bound = await parseInput(boundDocument(results));
  const typed = await parseInput(typedDocument(results));
  const cpuTime = startCpuTime();
  expect((await auditReport(bound, noLatest)).unbound).toEqual([]);
  const { unbound } = await auditReport(typed, noLatest);
  expect(unbound).toHaveLength(numbers);
  const fit = createFitBindings(listCandidates(scopeOf(results), [{ name: 'all', cases: null }]));
  const told = unbound.map((number) => describeUnbound(number, fit(number)));
  // Most are the print of a result, and in the prose each knows its own.
  expect(told.filter(({ message }) => message.includes('all.r')).length).toBeGreaterThan(numbers * 0.95);
  expect(cpuTime()).toBeLessThan(2000);
});
