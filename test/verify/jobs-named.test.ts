import { expect, test } from 'vitest';

import { jobsNamed } from '../../src/verify/jobs-named.ts';
import { experiment, fillFiles, sums } from '../fill/report-of.ts';

test('a section stands for the jobs behind its numbers, and behind its claims, down to the next of its rank', async () => {
  const other = experiment.replace('#sums', '#others');
  const text = [
    '# Shown {#sec-shown}\n\nIt is :value[sums.total].',
    '# Claimed {#sec-claimed}\n\nWords.\n\n## Below {#sec-below}\n\n- :claim[**Many** there are]{if="others.total > 1"}.',
    '# Words {#sec-words}\n\nNone.',
  ].join('\n\n');
  const results = sums({});
  const document = await fillFiles({ '01.md': `${experiment}\n${other}\n${text}\n` }, [
    results,
    { ...results, job: 'others', experiment: 'others' },
  ]);
  const jobs = ['sums', 'others'].map((name) => ({ name, experiment: name, case: null }));
  const named = (name: string) => [...jobsNamed([name], { jobs, weights: [], document })];
  expect(named('sec-shown')).toEqual(['sums']);
  expect(named('sec-claimed')).toEqual(['others']);
  expect(named('sec-below')).toEqual(['others']);
  expect(named('sec-words')).toEqual([]);
  expect(document.claims.map((claim) => claim.jobs)).toEqual([['others']]);
});
