import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { editFile } from '../../support/edit-file.ts';
import { changeBytes, type Fault } from './fault.ts';

const editing =
  (name: string, from: string, to: string): Fault['inject'] =>
  (folder) => {
    editFile(folder, name, from, to);
  };

const document = (from: string, to: string): Fault['inject'] => editing('01.md', from, to);

const print = 'results/document.json';

/** What the document shows, changed though no result is another. */
export const ofThePrint: readonly Fault[] = [
  {
    name: 'a swapped column',
    inject: (folder) => {
      editFile(folder, '01.md', 'header: Found, value: times', 'header: Found, value: share');
      editFile(folder, '01.md', 'header: Share, value: share', 'header: Share, value: times');
    },
    told: [/01\.md:\d+:\d+ print-is-as-locked .*Letters by how often/, /share/],
  },
  {
    name: 'headers of columns swapped over the same numbers',
    inject: (folder) => {
      editFile(folder, '01.md', 'header: Found, value: times', 'header: Share, value: times');
      editFile(folder, '01.md', 'header: Share, value: share', 'header: Found, value: share');
    },
    told: [/01\.md:\d+:\d+ print-is-as-locked .*Letters by how often/],
  },
  {
    name: 'a column that is gone',
    inject: document('  - {header: Share, value: share}\n', ''),
    told: [/01\.md:\d+:\d+ print-is-as-locked .*Letters by how often/],
  },
  {
    name: 'rows in another order',
    inject: document('sort: -times', 'sort: times'),
    told: [/01\.md:\d+:\d+ print-is-as-locked .*Letters by how often/],
  },
  {
    name: 'a renamed label',
    inject: document('label: Letter a', 'label: The first letter'),
    told: [/print-is-as-locked/, /The first letter/],
  },
  {
    name: 'a changed format',
    inject: document(':value[tally.a.share]', ':value[tally.a.share]{format=".1f"}'),
    told: [/01\.md:19:83 print-is-as-locked/, /0\.38 -> 0\.4/],
  },
  {
    name: 'an edited expression that prints alike',
    inject: document(':value[tally.a.times] are', ':value[tally.e.times * 3] are'),
    told: [/01\.md:19:40 print-is-as-locked/, /tally\.a\.times -> tally\.e\.times \* 3/],
  },
  {
    name: 'another value in the same sentence',
    inject: document(':value[tally.a.times] are', ':value[tally.e.times] are'),
    told: [/01\.md:19:40 print-is-as-locked/, /9 -> 3/],
  },
  {
    name: 'a new number',
    inject: document('it turns as', 'after :value[walk.short.given.steps] more it turns as'),
    told: [/01\.md:41:\d+ print-is-as-locked .*new/],
  },
  {
    name: 'a number that is gone',
    inject: document('; weighed it is :value[tally.a.weighed]', ''),
    told: [/print-is-as-locked .*gone/],
  },
  {
    name: 'a figure of other data',
    inject: document('of="walk.long.history"', 'of="walk.short.history"'),
    told: [/01\.md:\d+:\d+ print-is-as-locked .*The heights/],
  },
  {
    name: 'a stale figure: its spec takes other data than was locked',
    inject: editing(
      'figures/heights.json',
      '"mark": "line"',
      '"transform": [{ "filter": "datum.step > 2" }],\n  "mark": "line"',
    ),
    told: [/01\.md:\d+:\d+ print-is-as-locked .*The heights/],
  },
  {
    name: 'a figure that draws another column',
    inject: editing('figures/heights.json', '"field": "height"', '"field": "step"'),
    told: [/print-is-as-locked .*The heights/],
  },
  {
    name: 'a number in a figure’s spec',
    inject: editing('figures/heights.json', '"title": "step"', '"title": "step of 24"'),
    told: [/figures\/heights\.json:5:71 number-is-bound .*figure's spec/],
  },
  {
    name: 'a word in a figure’s spec',
    inject: editing('figures/heights.json', '"title": "step"', '"title": "stride"'),
    told: [/01\.md:56:1 print-is-as-locked .*The heights/, /spec/],
  },
  {
    name: 'an alternative text that shows another number',
    inject: document(
      'A line that ends at :value[walk.long.end]',
      'A line that ends at :value[walk.short.end]',
    ),
    told: [/01\.md:\d+:\d+ print-is-as-locked/, /walk\.long\.end -> walk\.short\.end/],
  },
  {
    name: 'a reworded alternative text',
    inject: document('A line that ends at', 'A line, ending at'),
    told: null,
  },
  {
    name: 'a published value edited',
    inject: editing('published.yaml', 'value: 10', 'value: 11'),
    told: [/01\.md:22:\d+ print-is-as-locked/, /10 -> 11/],
  },
  {
    name: 'a weaker claim in the place of the locked one',
    inject: document('tally.a.times > tally.e.times', 'tally.a.times > 0'),
    told: [/01\.md:22:1 print-is-as-locked .*There are more a than e/],
  },
  {
    name: 'a claim that is no claim any more',
    inject: document(
      ':claim[There are more a than e]{if="tally.a.times > tally.e.times"}',
      'There are many a',
    ),
    told: [/print-is-as-locked .*gone/],
  },
  {
    name: 'the locked print is not there',
    inject: (folder) => {
      rmSync(join(folder, print));
    },
    told: [/results\/document\.json:1:1 lock-is-there .*shows is not locked/],
  },
  {
    name: 'the locked print was edited',
    inject: (folder) => {
      const text = readFileSync(join(folder, print), 'utf8');
      writeFileSync(join(folder, print), text.replace('"9"', '"8"'));
    },
    told: [/results\/document\.json:1:1 lock-is-whole/],
  },
  {
    name: 'the locked print is cut off',
    inject: (folder) => {
      changeBytes(folder, print, (bytes) => bytes.subarray(0, bytes.length / 2));
    },
    told: [/results\/document\.json:1:1 lock-is-whole/],
  },
];
