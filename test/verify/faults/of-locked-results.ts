import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Json } from '../../../src/base/json.ts';
import { encodePng } from '../../../src/run/encode-png.ts';
import { editFile } from '../../support/edit-file.ts';
import { forgeBeside, forgeDurations, forgeLock, forgeParts } from '../../support/forge-lock.ts';
import { digestBytes } from '../../../src/base/digest.ts';
import { changeBytes, nextUp, type Fault } from './fault.ts';

type Results = Record<string, Json>;
type Rows = Record<string, Json>[];

const forging =
  (job: string, change: (results: Results) => void) =>
  (folder: string): void => {
    forgeLock(folder, `${job}.json`, change);
  };

const adding = (job: string, name: string, by: (value: number) => number): Fault['inject'] =>
  forging(job, (results) => {
    results[name] = by(Number(results[name]));
  });

/** Locked results that are damaged, edited or forged. */
export const ofLockedResults: readonly Fault[] = [
  {
    name: 'an edited locked value, its digest left as it was',
    inject: (folder) => {
      editFile(folder, 'results/tally.a.json', '"times": 9', '"times": 8');
    },
    told: [/results\/tally\.a\.json:1:1 lock-is-whole.*"tally\.a".*is not what was locked/],
  },
  {
    name: 'another value before the locked one, which JSON.parse passes over',
    inject: (folder) => {
      editFile(folder, 'results/tally.a.json', '"times": 9', '"times": 8, "times": 9');
    },
    told: [/results\/tally\.a\.json:1:1 lock-is-whole.*"tally\.a".*a name twice/],
  },
  {
    name: 'a count off by one, with a digest that fits',
    inject: adding('tally.a', 'times', (times) => times + 1),
    told: [/01\.md:19:40 number-reproduces {2}10 was locked, 9 is shown now: .*are an a/, /tally\.a:times/],
  },
  {
    name: 'a count of a table cell off by one',
    inject: adding('tally.e', 'times', (times) => times - 1),
    told: [/number-reproduces {2}2 was locked, 3 is shown now: Letters by how often/],
  },
  {
    name: 'a locked value that the document does not show',
    inject: adding('tally.a', 'unseen', (unseen) => unseen + 1),
    told: [/result-reproduces {2}The results of "tally\.a"/, /tally\.a:unseen: 4 → 3/],
  },
  {
    name: 'the last bit of a metric',
    inject: adding('walk.long', 'end', nextUp),
    told: null,
  },
  {
    name: 'a metric beyond the digits shown',
    inject: adding('walk.long', 'end', (end) => end + 0.02),
    told: [/number-reproduces {2}1\.16 was locked, 1\.14 is shown now: The long walk/],
  },
  {
    name: 'a metric that prints alike at two digits, and not at three elsewhere',
    inject: forging('walk.long', (results) => {
      const heights = results['heights'] as number[];
      results['heights'] = [(heights[0] ?? 0) - 0.001, ...heights.slice(1)];
    }),
    told: [/number-reproduces {2}−0\.408 was locked, −0\.407 is shown now/, /walk\.long:heights.*element 1/],
  },
  {
    // Nothing that is printed could be another: the record has it as within tolerance.
    name: 'an element of a series of which only the length is shown',
    inject: forging('walk.short', (results) => {
      const heights = results['heights'] as number[];
      results['heights'] = [...heights.slice(0, -1), 77];
    }),
    told: null,
  },
  {
    name: 'a cell of a matrix',
    inject: forging('walk.long', (results) => {
      const [first = [], second = []] = results['turns'] as number[][];
      results['turns'] = [[(first[0] ?? 0) + 1, first[1] ?? 0], second];
    }),
    told: [/walk\.long:turns.*row 1, column 1/],
  },
  {
    name: 'another word',
    inject: forging('tally.a', (results) => {
      results['commonest'] = 'b';
    }),
    told: [/number-reproduces {2}b was locked, a is shown now/],
  },
  {
    name: 'swapped rows',
    inject: forging('tally.a', (results) => {
      const [first, ...others] = results['rows'] as Rows;
      results['rows'] = [...others, ...(first ? [first] : [])];
    }),
    told: [/tally\.a:rows.*the same rows in another order/],
  },
  {
    name: 'swapped columns of a locked table',
    inject: forging('walk.long', (results) => {
      results['history'] = (results['history'] as Rows).map(({ step = 0, height = 0 }) => ({
        step: Math.round(Number(height)),
        height: step,
      }));
    }),
    told: [/walk\.long:history/],
  },
  {
    name: 'a row that is gone',
    inject: forging('tally.a', (results) => {
      results['rows'] = (results['rows'] as Rows).slice(1);
    }),
    told: [/tally\.a:rows.*2 rows → 3 rows/],
  },
  {
    name: 'another winner',
    inject: adding('tally.e', 'times', () => 12),
    told: [/number-reproduces {2}Letter e was locked, Letter a is shown now/],
  },
  {
    name: 'a picture of which one pixel is another',
    inject: (folder) => {
      const data = Uint8Array.of(9, 50, 100, 201);
      const png = encodePng({ width: 2, height: 2, channels: 1, data });
      writeFileSync(join(folder, 'results/walk.long.picture.png'), png);
      forgeLock(folder, 'walk.long.json', (results) => {
        const stored = results['picture'] as Results;
        results['picture'] = { ...stored, sha256: digestBytes(png), bytes: png.length };
      });
    },
    told: [/walk\.long:picture: .*pixel/],
  },
  {
    name: 'a picture that was drawn over',
    inject: (folder) => {
      changeBytes(folder, 'results/walk.long.picture.png', (bytes) => Buffer.concat([bytes, Buffer.of(0)]));
    },
    told: [/results\/walk\.long\.picture\.png:1:1.*lock-is-whole.*another than was locked/],
  },
  {
    name: 'a locked file with another byte, and digests that fit',
    inject: (folder) => {
      forgeBeside(folder, { job: 'walk.long', result: 'marks' }, (bytes) => bytes.fill(3, 0, 1));
    },
    told: [/walk\.long:marks/],
  },
  {
    name: 'a locked file that is missing',
    inject: (folder) => {
      rmSync(join(folder, 'results/walk.long.marks.bin'));
    },
    told: [/results\/walk\.long\.marks\.bin:1:1.*lock-is-whole.*is missing/],
  },
  {
    name: 'a removed job',
    inject: (folder) => {
      rmSync(join(folder, 'results/walk.short.json'));
    },
    told: [/01\.md:\d+:\d+ lock-is-there {2}There are no locked results of "walk\.short"/],
  },
  {
    name: 'a job that the report has no more',
    inject: (folder) => {
      const text = readFileSync(join(folder, 'results/tally.a.json'), 'utf8');
      writeFileSync(join(folder, 'results/tally.old.json'), text.replace('"tally.a"', '"tally.old"'));
      forgeLock(folder, 'tally.old.json', () => undefined);
    },
    told: [/lock-is-needed {2}The results of "tally\.old" are locked/],
  },
  {
    name: 'a job that the report has no more, cut off, beside a file of the author’s own',
    inject: (folder) => {
      const text = readFileSync(join(folder, 'results/tally.a.json'), 'utf8');
      writeFileSync(join(folder, 'results/tally.old.json'), text.slice(0, -20));
      writeFileSync(join(folder, 'results/notes.json'), '{"notes": []}');
    },
    told: [/^[^\n]*lock-is-needed {2}The results of "tally\.old" are locked[^\n]*$/],
  },
  {
    name: 'a merge that nobody resolved',
    inject: (folder) => {
      changeBytes(folder, 'results/tally.a.json', (bytes) =>
        Buffer.from(`<<<<<<< ours\n${bytes.toString('utf8')}=======\n{}\n>>>>>>> theirs\n`),
      );
    },
    told: [/results\/tally\.a\.json:1:1.*lock-is-whole.*unresolved merge/],
  },
  {
    name: 'a locked file that is cut off',
    inject: (folder) => {
      changeBytes(folder, 'results/tally.a.json', (bytes) => bytes.subarray(0, bytes.length / 2));
    },
    told: [/results\/tally\.a\.json:1:1.*lock-is-whole.*cut off/],
  },
  {
    name: 'the results of another job under its name',
    inject: (folder) => {
      changeBytes(folder, 'results/tally.a.json', (bytes) => {
        writeFileSync(join(folder, 'results/tally.e.json'), bytes);
        return bytes;
      });
    },
    told: [/results\/tally\.e\.json:1:1.*lock-is-whole.*holds those of "tally\.a"/],
  },
  {
    name: 'a result of another engine, and another result',
    inject: (folder) => {
      forgeParts(folder, 'tally.a', (parts) => {
        parts['engine'] = { name: 'wasm', tfjs: '4.22.0' };
      });
      forgeLock(folder, 'tally.a.json', (results, content) => {
        content['engine'] = { name: 'wasm', title: 'WebAssembly' };
        results['times'] = 10;
      });
    },
    told: [
      /number-reproduces {2}10 was locked, 9 is shown now/,
      /not the same as when it was locked: engine/,
    ],
  },
  {
    name: 'results made with a package of another version',
    inject: (folder) => {
      forgeParts(folder, 'tally.a', (parts) => {
        parts['packages'] = { zod: '3.0.0' };
      });
    },
    told: [/lock-fits.*"tally\.a".*packages?/, /zod/],
  },
  {
    name: 'durations three times as long',
    inject: (folder) => {
      forgeDurations(folder, 'walk.long', (entry) => ({ ...entry, durations: { took: 0.015 } }));
    },
    told: null,
  },
  {
    name: 'durations thirty times as long',
    inject: (folder) => {
      forgeDurations(folder, 'walk.long', (entry) => ({ ...entry, durations: { took: 9 } }));
    },
    told: [/number-reproduces {2}9\.0 s was locked/],
  },
  {
    name: 'durations that were edited',
    inject: (folder) => {
      changeBytes(folder, 'results/durations.json', (bytes) =>
        Buffer.from(bytes.toString('utf8').replace(/"took": [\d.e-]+/g, '"took": 0.5')),
      );
    },
    told: [/results\/durations\.json:1:1.*lock-is-whole.*durations of "walk\.(long|short)"/],
  },
];
