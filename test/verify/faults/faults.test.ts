import { rmSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { poisonStore } from '../../support/poison-store.ts';
import { builtProgram } from '../../support/program.ts';
import { copyFixtures, copyReport, runReport } from '../../support/run-report.ts';
import { complaintsOf, type Fault } from './fault.ts';
import { ofLockedResults } from './of-locked-results.ts';
import { ofSources } from './of-sources.ts';
import { ofThePrint } from './of-the-print.ts';

/*
 * Each fault that a reviewer is to be told of is put into a report that was built and locked, and verified: it is told with the
 * thing and its place, or passes where it should.
 */

let locked: string;
let program: string;
const copies: string[] = [];

beforeAll(async () => {
  program = await builtProgram();
  locked = copyFixtures('reports/faulted');
  copies.push(locked);
  expect((await runReport(['build', locked])).stderr).toContain('walk.long  done');
  expect((await runReport(['lock', locked])).code).toBe(0);
});

afterAll(() => {
  for (const folder of copies) rmSync(folder, { recursive: true, force: true });
});

/** What a copy lacks of a report that was built: nothing, its results and documents, or all that is not in git. */
type Lacking = 'nothing' | 'results' | 'everything';

const lacks: { readonly [lacking in Lacking]: readonly string[] } = {
  nothing: [],
  results: ['.cache/store', '.cache/durations.json', 'dist'],
  everything: ['.cache', 'dist'],
};

function copyLocked(lacking: Lacking): string {
  const folder = copyReport(locked, lacks[lacking]);
  copies.push(folder);
  return folder;
}

async function judge({ inject, told, options }: Fault): Promise<void> {
  // What was bundled before is found by its digest, so that it may be used: it halves the time.
  const folder = copyLocked(options?.replay ? 'nothing' : 'results');
  inject(folder);
  const complaints = await complaintsOf(folder, program, options);
  if (told === null) expect(complaints).toBe('');
  else for (const words of told) expect(complaints).toMatch(words);
}

test('without a fault, nothing is told', async () => {
  expect(await complaintsOf(copyLocked('everything'), program, { only: ['tally', 'walk', 'weights'] })).toBe(
    '',
  );
});

describe.concurrent('a fault of the locked results', () => {
  test.each(ofLockedResults.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => judge(fault));
});

describe.concurrent('a fault of the sources', () => {
  test.each(ofSources.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => judge(fault));
});

describe.concurrent('a fault of what is shown', () => {
  // A replay tells them too, and begins sooner.
  const options = { replay: true, only: [] };
  test.each(ofThePrint.map((fault) => [fault.name, fault] as const))('%s', (_, fault) =>
    judge({ ...fault, options }),
  );
});

test('a store with a poisoned entry is not believed', async () => {
  const folder = copyLocked('nothing');
  poisonStore(folder, 'walk.long', /"end":-?[\d.]+/, '"end":77.7');
  expect(await complaintsOf(folder, program)).toBe('');
});
