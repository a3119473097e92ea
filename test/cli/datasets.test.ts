import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runReport } from '../support/run-report.ts';
import { taskText, writeReportFolder } from '../support/write-report.ts';

const DECLARED = 'results: { n: count(), took: duration() },';
const FILES = {
  'report.yaml':
    'title: Walks\nsources: [01.md]\ndatasets:\n  made_up: {title: made up, simulated: true}\n  walks: {title: Walks of 2012}\n',
  'tasks/simulate.ts': taskText({ declared: DECLARED, run: 'return { n: 12, took: 1 };' }),
  'tasks/read.ts': taskText({ declared: DECLARED, run: 'return { n: 7, took: 2 };' }),
  '01.md': `:::experiment{#steps task=simulate if="data.simulated"}
:::

:::experiment{#steps task=read if="!data.simulated"}
:::

:::experiment{#simulator task=simulate if="data.simulated"}
:::

On the data set *:value[data.title]* there are :value[steps.n] steps, :claim[as many as in a dozen]{if="steps.n == 12"}.

:::when{if="data.simulated"}
The simulator made :value[simulator.n] of them, in :value[simulator.took].
:::
`,
};

test('a report is built from one data set or another, each with its own locked results and documents', async () => {
  const folder = writeReportFolder(FILES);
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

  expect((await runReport(['build', folder])).stdout).toContain('1 claim holds');
  expect((await runReport(['lock', folder])).code).toBe(0);
  const own = readdirSync(join(folder, 'results'));
  expect(own).toEqual(['document.json', 'durations.json', 'simulator.json', 'steps.json']);
  const before = own.map((name) => read(`results/${name}`));
  const document = read('dist/report.md');
  expect(document).toContain(
    'On the data set *made up* there are 12 steps, as many as in a dozen.\n\nThe simulator made 12',
  );

  const other = await runReport(['build', folder, '--data', 'walks']);
  expect(other.code).toBe(0);
  expect(other.stdout).toContain('1 job: 1 ran');
  expect(other.stdout).toContain('; 0 of 1 claim hold');
  expect(other.stdout).toContain(`npm run lock -- ${folder} --data walks" accepts these results`);
  expect(other.stderr).toContain(
    'claim-holds (warning)  "as many as in a dozen" does not hold on these data; the document says so.',
  );
  const walks = read('dist/walks/report.md');
  expect(walks).toContain('On the data set *Walks of 2012* there are 7 steps, as many as in a dozen¬.');
  expect(walks).toContain('¬ Does not hold on these data (Walks of 2012)');
  expect(walks).not.toContain('The simulator');
  expect(read('dist/report.md')).toBe(document);

  expect((await runReport(['lock', folder, '--data', 'walks'])).stdout).toContain('1 job: 1 new');
  expect(readdirSync(join(folder, 'results/walks'))).toEqual([
    'document.json',
    'durations.json',
    'steps.json',
  ]);
  expect(own.map((name) => read(`results/${name}`))).toEqual(before);

  expect((await runReport(['build', folder, '--frozen', '--data', 'walks'])).stdout).toContain(
    '1 job, all from the locked results',
  );
  // Neither pruning for one nor locking it takes anything from the other.
  expect((await runReport(['clean', folder])).stdout).toContain('othing');
  expect((await runReport(['lock', folder])).code).toBe(0);
  expect(existsSync(join(folder, 'results/walks/steps.json'))).toBe(true);

  const unknown = await runReport(['build', folder, '--watch', '--data', 'walk']);
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    'no data set "walk" in report.yaml (nearest: "walks"). Correct it.\n',
  ]);
});
