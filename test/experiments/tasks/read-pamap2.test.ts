import { expect, test } from 'vitest';

import { rowHasColumns, rowsMissing, windowsMissing } from '../../../src/base/messages/experiments.ts';
import { decodeWindows } from '../../../src/experiments/datasets/window-file.ts';
import * as task from '../../../src/experiments/tasks/read-pamap2.ts';
import { writePamap2 } from '../../support/pamap2-file.ts';
import { runTask } from '../../support/task-context.ts';

const subjects = [101, 102, 103, 104, 105, 106, 107, 108, 109];
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Files for all subjects: one with five hundred rows of two activities, the others with a few. */
function files(change: { readonly [subject: number]: string } = {}): { [name: string]: Uint8Array } {
  const few = writePamap2([{ activity: 3, rows: 6 }]);
  const whole = writePamap2([
    { activity: 0, rows: 10 },
    { activity: 24, rows: 500 },
    { activity: 0, rows: 10 },
    { activity: 1, rows: 400 },
  ]);
  const texts = {
    ...Object.fromEntries(subjects.map((subject) => [subject, few])),
    101: whole,
    105: whole,
    ...change,
  };
  return Object.fromEntries(
    Object.entries(texts).map(([subject, text]) => [`pamap2/subject${subject}`, bytesOf(text)]),
  );
}

test('nine files become windows, with an account of every row', async () => {
  const results = await runTask(task, {}, { engine: 'javascript', files: files() });
  const windows = decodeWindows(results['windows'] as Uint8Array);
  expect([...windows.training.labels]).toEqual([11, 11, 0]);
  expect([...windows.validation.subjects]).toEqual([5, 5, 5]);
  expect(results).toMatchObject({
    labels: Uint8Array.of(11, 11, 0, 11, 11, 0),
    training: { windows: 3, subjects: 7 },
    validation: { windows: 3, subjects: 2, rows: 299 + 2 },
    rows: { read: 2 * 920 + 7 * 6, transient: 40, labelled: 1842, kept: 2 * 299 + 7 * 2 },
    documented: 1_942_872,
    missing: 1_942_872 - 1842,
    ...{ channels: 52, length: 100 },
  });
  expect(results['classes']).toContainEqual({
    ...{ activity: 'rope jumping', label: 11, training: 2, validation: 2 },
    share: 4 / 6,
  });
  expect(results['subjects']).toContainEqual({
    ...{ subject: 105, part: 'validation', read: 920, transient: 20, kept: 299 },
    filled: expect.any(Number) as number,
    windows: 3,
  });
});

test('a malformed file is named with its line', async () => {
  const cut = writePamap2([{ activity: 1, rows: 30 }]).slice(0, -30);
  const run = (change: { readonly [subject: number]: string }): Promise<unknown> =>
    runTask(task, {}, { engine: 'javascript', files: files(change) });
  await expect(run({ 108: cut })).rejects.toThrow(/pamap2\/subject108, line 30: \d+ columns/);
  await expect(run({ 103: '1 0 2\n' })).rejects.toThrow(
    rowHasColumns({ file: 'pamap2/subject103', line: 1 }, 3, 54),
  );
  await expect(run({ 102: '' })).rejects.toThrow(rowsMissing('pamap2/subject102'));
  await expect(run({ 105: writePamap2([{ activity: 1, rows: 20 }]) })).rejects.toThrow(
    windowsMissing('validation'),
  );
});
