import { expect, it } from 'vitest';

import { leftOutNote, leftOutReference } from '../../src/base/messages/fill.ts';
import { mistakesIn } from './report-of.ts';

it('tells why a reference into blocks that the data set leaves out leads nowhere, each source with its own notes', async () => {
  const told = await mistakesIn({
    'report.yaml': 'title: T\ndatasets: {made: {title: made up, simulated: true}}\n',
    '01.md':
      ':::when{if="!data.simulated"}\n# Real {#sec-real}\n\n[^1]: A note.\n:::\n\nSee @sec-real.[^1]\n',
    '02.md': 'Well.[^1]\n\n[^1]: Another note.\n',
  });
  const when = { at: '01.md:1:1', condition: '!data.simulated' };
  expect(told.map(({ place, message }) => [place?.file, place?.column, message])).toEqual([
    ['01.md', 5, leftOutReference('sec-real', when)],
    ['01.md', 15, leftOutNote('1', when)],
  ]);
});
