import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { editFile } from '../../support/edit-file.ts';
import { forgeDurations, forgeLock, forgePrint } from '../../support/forge-lock.ts';
import { forgeSpread } from '../../support/forge-spread.ts';
import { changeBytes, changeWithManifest, type Fault } from './fault.ts';

const editing =
  (name: string, from: string, to: string): Fault['inject'] =>
  (folder) => {
    editFile(folder, name, from, to);
  };

const document = (from: string, to: string): Fault['inject'] => editing('01.md', from, to);

/** Swaps the first two characters. */
const swapped = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(1, 2), bytes.subarray(0, 1), bytes.subarray(2)]);

const letters = ['data/letters.txt', 'data/alphabet.yaml'] as const;
const ramp = ['weights/ramp.bin', 'weights/ramp.yaml'] as const;

/** Declares a tolerance, and locks a result that is off by half of it. */
function declareTolerance(folder: string, within: number): void {
  const words = `tolerance: {end: {within: ${within}, reason: other processors}}`;
  editFile(folder, '01.md', 'steps: 9}', `steps: 9, ${words}}`);
  forgeLock(folder, 'walk.long.json', (results) => {
    results['end'] = Number(results['end']) + within / 2;
  });
  forgePrint(folder, [/\b1\.14\b/g, '1.19'], [/\b1\.1\b/g, '1.2']);
}

function keepSpread(folder: string, end: number): void {
  forgeSpread(folder, 'walk.long', { end });
}

/** What a report is made from, changed after it was locked. */
export const ofSources: readonly Fault[] = [
  {
    name: 'an edited sentence',
    inject: document('are an a, a share', 'of them are an a, a share'),
    told: null,
  },
  {
    name: 'a moved paragraph',
    inject: (folder) => {
      const path = join(folder, '01.md');
      const text = readFileSync(path, 'utf8');
      const claim = /:claim\[.*\n\n/.exec(text)?.[0] ?? '';
      writeFileSync(path, text.replace(claim, '').replace('# Walks', `${claim}# Walks`));
    },
    told: null,
  },
  {
    name: 'a hand-typed number',
    inject: document('The commonest is', 'It has 7 words. The commonest is'),
    told: [/01\.md:19:113 number-is-bound .*7/],
  },
  {
    name: 'a number that a result has, typed by hand',
    inject: document('Of :value[tally.a.letters] characters', 'Of 24 characters'),
    told: [/01\.md:19:4 number-is-bound .*24/, /tally\.[ae]\.letters/],
  },
  {
    name: 'a declared number that a result gives',
    inject: document('The commonest is', 'It is :literal[1.14]{reason="by hand"}. The commonest is'),
    told: [/^01\.md:19:112 literal-is-no-result [^\n]*1\.14[^\n]*walk\.long\.end[^\n]*$/],
  },
  {
    name: 'a claim turned false',
    inject: document('tally.a.times > tally.e.times', 'tally.a.times < tally.e.times'),
    told: [/01\.md:22:1 claim-holds .*There are more a than e/, /tally\.a\.times < tally\.e\.times/],
  },
  {
    name: 'a claim that cannot fail',
    inject: document('tally.a.times > tally.e.times', '2 > 1'),
    told: [/01\.md:22:37 claim-can-fail/],
  },
  {
    name: 'a binding to a result that is not there',
    inject: document(':value[tally.a.share]', ':value[tally.a.shares]'),
    told: [/01\.md:19:98 result-is-known .*shares.*nearest: "tally\.a\.share"/],
  },
  {
    name: 'a changed parameter',
    inject: document('steps: 9', 'steps: 8'),
    told: [/01\.md:\d+:\d+ lock-fits .*"walk\.long".*parameters/, /steps 9 -> 8/],
  },
  {
    name: 'another seed of the report',
    inject: editing('report.yaml', 'seed: 7', 'seed: 8'),
    told: [/lock-fits .*"walk\.long".*seed/, /number-reproduces {2}1\.14 was locked/],
  },
  {
    name: 'another seed of a case',
    inject: document('steps: 5}', 'steps: 5, seed: 3}'),
    told: [/lock-fits .*"walk\.short".*seed/],
  },
  {
    name: 'an added case',
    inject: document('  long:', '  longer: {label: Longer, steps: 12}\n  long:'),
    told: [/01\.md:\d+:\d+ lock-is-there .*"walk\.longer"/],
  },
  {
    name: 'a renamed case',
    inject: document('  e: {label', '  i: {label'),
    told: [/result-is-known .*tally\.e/],
  },
  {
    name: 'a tolerance without a reason',
    inject: document('steps: 9}', 'steps: 9, tolerance: {end: 0.1}}'),
    told: [/01\.md:\d+:\d+.*tolerance.*reason/],
  },
  {
    name: 'a tolerance for a count',
    inject: document('letter: a}', 'letter: a, tolerance: {times: {within: 1, reason: a guess}}}'),
    told: [/01\.md:\d+:\d+ tolerance-is-used .*times/],
  },
  {
    name: 'a difference within a tolerance that has a reason',
    inject: (folder) => {
      declareTolerance(folder, 0.1);
      keepSpread(folder, 0.04);
    },
    told: null,
  },
  {
    name: 'a tolerance set too wide',
    inject: (folder) => {
      declareTolerance(folder, 0.1);
      keepSpread(folder, 0.03);
    },
    told: [/01\.md:\d+:\d+ tolerance-is-measured .*"end", ±0\.1, is too wide: the measured spread is 0\.03/],
  },
  {
    name: 'a tolerance that rests on nothing measured',
    inject: (folder) => {
      declareTolerance(folder, 0.1);
    },
    told: [/01\.md:\d+:\d+ tolerance-is-measured .*"end" rests on nothing measured.*--spread/],
  },
  {
    name: 'a measured spread that was edited',
    inject: (folder) => {
      declareTolerance(folder, 0.1);
      keepSpread(folder, 0.03);
      editFile(folder, 'results/spread.json', '0.03', '0.3');
    },
    told: [/tolerance-is-measured .*"end" rests on nothing measured/],
  },
  {
    name: 'a spread that was measured of other code',
    inject: (folder) => {
      declareTolerance(folder, 0.1);
      keepSpread(folder, 0.04);
      editFile(folder, 'tasks/walk.ts', 'end: heights.at(-1) ?? 0', 'end: heights.at(-1) ?? 1');
    },
    told: [
      /01\.md:\d+:\d+ tolerance-is-measured .*"end" rests on a spread that was measured when .*--spread/,
    ],
  },
  {
    name: 'an edited data file',
    inject: (folder) => {
      changeBytes(folder, 'data/letters.txt', swapped);
    },
    told: [/data\/alphabet\.yaml:\d+:\d+ data-is-whole .*data\/letters\.txt is altered/],
  },
  {
    name: 'a data file that is cut off',
    inject: (folder) => {
      changeBytes(folder, 'data/letters.txt', (bytes) => bytes.subarray(1));
    },
    told: [/data\/alphabet\.yaml:\d+:\d+ data-is-whole .*data\/letters\.txt/],
  },
  {
    name: 'a swapped label, with a manifest that fits',
    inject: (folder) => {
      changeWithManifest(folder, letters, swapped);
    },
    told: [/lock-fits .*"tally\.a".*data/, /alphabet\/letters/],
  },
  {
    name: 'a changed weight',
    inject: (folder) => {
      changeBytes(folder, 'weights/ramp.bin', swapped);
    },
    told: [/weights\/ramp\.yaml:\d+:\d+ \S+ .*weights\/ramp\.bin is altered/],
  },
  {
    name: 'a changed weight, with a manifest that fits',
    inject: (folder) => {
      changeWithManifest(folder, ramp, (bytes) => Buffer.concat([bytes.subarray(1), Buffer.of(9)]));
    },
    told: [/lock-fits .*"tally\.a"/, /number-reproduces {2}3\.75 was locked/, /weights\.ramp/],
    options: { only: ['tally', 'weights'] },
  },
  {
    name: 'weights of which nothing says how they were made',
    inject: editing('weights/ramp.yaml', 'made:', 'origin:'),
    told: [
      /^weights\/ramp\.yaml:1:1 weights-can-be-made [^\n]*nobody can train them again\. Add made: [^\n]*$/,
    ],
  },
  {
    name: 'weights with a misspelt recipe',
    inject: editing('weights/ramp.yaml', 'task: rise', 'tsk: rise'),
    told: [
      /weights\/ramp\.yaml:8:\d+ manifest-is-valid .*made\.task/,
      /weights\/ramp\.yaml:8:\d+ manifest-is-valid .*"tsk"/,
    ],
    options: { only: ['weights.ramp'] },
  },
  {
    name: 'weights of a task that is not there',
    inject: editing('weights/ramp.yaml', 'task: rise', 'task: ries'),
    told: [/weights\/ramp\.yaml:\d+:\d+ task-is-known .*ries/],
  },
  {
    name: 'weights of a result that their task does not give',
    inject: editing('weights/ramp.yaml', 'result: weights', 'result: wieghts'),
    told: [/weights\/ramp\.yaml:10:11 result-is-known .*"wieghts"/],
  },
  {
    name: 'a task edited, though it gives the same',
    inject: editing('tasks/tally.ts', 'unseen: rows.length', 'unseen: rows.length + 0 * letter.length'),
    told: [/lock-fits .*"tally\.a".*code/],
  },
  {
    name: 'a comment of a task edited',
    inject: editing('tasks/walk.ts', 'const heights', '// What it walks over.\n  const heights'),
    told: null,
  },
  {
    name: 'a task that counts otherwise',
    inject: editing('tasks/tally.ts', 'split(wanted).length - 1', 'split(wanted).length'),
    told: [/lock-fits .*"tally\.a".*code/, /number-reproduces {2}9 was locked, 10 is shown now/],
  },
  {
    name: 'an undeclared input',
    inject: editing('tasks/tally.ts', "data: ['alphabet/letters'],", ''),
    told: [/Job tally\.a: .*alphabet\/letters/],
  },
  {
    name: 'a task that asks for the time of day',
    inject: editing('tasks/walk.ts', 'const started = time()', 'const started = time() + 0 * Date.now()'),
    told: [/tasks\/walk\.ts:\d+:\d+ task-is-pure .*Date/],
  },
  {
    name: 'a NaN',
    inject: editing('tasks/walk.ts', 'end: heights.at(-1) ?? 0', 'end: NaN'),
    told: [/Job walk\.long: .*"?end"?.*(NaN|finite|number)/],
  },
  {
    name: 'a job that fails',
    inject: editing(
      'tasks/walk.ts',
      'const heights',
      "if (steps === 9) throw new Error('the road is closed');\n  const heights",
    ),
    told: [
      /01\.md:13:3 job-succeeds {2}Job walk\.long: .*the road is closed/,
      /thrown at tasks\/walk\.ts:26/,
    ],
  },
  {
    name: 'a job that hangs',
    inject: (folder) => {
      editFile(folder, 'report.yaml', 'seconds: 20', 'seconds: 1');
      editFile(folder, 'tasks/walk.ts', 'const heights', 'while (steps === 9);\n  const heights');
    },
    told: [/01\.md:13:3 job-ends-in-time {2}Job walk\.long: It did not end within 1 s/],
  },
  {
    name: 'a budget that reaches only cheap counts',
    inject: (folder) => {
      forgeDurations(folder, 'walk.long', (entry) => ({
        ...entry,
        run: { seconds: 600, memory: 9, beside: 0 },
      }));
    },
    told: [/budget.*reaches none of the jobs that take half of the time/],
    options: { only: [], budget: 5 },
  },
];
