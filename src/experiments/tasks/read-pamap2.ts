import { z } from 'zod';

import { count } from '../../base/kinds.ts';
import { windowsMissing } from '../../base/messages/experiments.ts';
import { declareTask, type TaskContext, type TaskRun } from '../../base/task.ts';
import { describeRecordings, recordingResults } from '../datasets/recording-results.ts';
import { createRowReader } from '../datasets/row-reader.ts';
import { createWindowCutter, subjectIds, type WindowCutter } from '../datasets/window-cutter.ts';

const parameters = z.strictObject({});

/** Rows of an activity in the nine files together, as published. */
const publishedRows = 1_942_872;

export const declaration = declareTask({
  title: 'Reads the recordings of PAMAP2 and cuts them into windows',
  parameters,
  results: {
    ...recordingResults,
    documented: count({ description: 'rows of an activity that the nine files have as published' }),
    missing: count({ description: 'how many of these the files read have not' }),
  },
  data: subjectIds.map(fileOf),
  engines: ['javascript'],
  random: false,
});

/** One file after another, a piece at a time: some 1.5 GB of text pass, 135 MB are kept. */
export const run: TaskRun<typeof parameters> = async (_given, context) => {
  const cutter = createWindowCutter();
  for (const [done, subject] of subjectIds.entries()) {
    context.progress({ done, of: subjectIds.length, unit: 'recording', note: `subject ${subject}` });
    await readRecording(subject, cutter, context);
  }
  const counts = cutter.counts();
  const windows = cutter.finish();
  for (const part of ['training', 'validation'] as const) {
    if (windows[part].starts.length === 0) throw new Error(windowsMissing(part));
  }
  const labelled = counts.reduce((sum, { read, transient }) => sum + read - transient, 0);
  return {
    ...describeRecordings(windows, counts),
    documented: publishedRows,
    missing: publishedRows - labelled,
  };
};

function fileOf(subject: number): string {
  return `pamap2/subject${subject}`;
}

async function readRecording(
  subject: number,
  cutter: WindowCutter,
  context: Pick<TaskContext, 'stream'>,
): Promise<void> {
  const file = fileOf(subject);
  const reader = createRowReader(file, cutter);
  cutter.subject(subject);
  for await (const piece of context.stream(file)) reader.push(piece);
  reader.end();
}
