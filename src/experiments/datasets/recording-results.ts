import { count, file, group, metric, table, text, type ResultSpecs } from '../../base/kinds.ts';
import type { Row, TaskResults } from '../../base/results.ts';
import { activities } from './activities.ts';
import type { RowCounts, SubjectCounts } from './window-cutter.ts';
import { encodeWindows } from './window-file.ts';
import { windowLabels, type Windows, type WindowSet } from './windows.ts';

const part = (description: string) =>
  group({ windows: count(), subjects: count(), rows: count({ description: 'kept rows' }) }, { description });

/** What every task gives that cuts recordings into windows, wherever the recordings come from. */
export const recordingResults = {
  windows: file('application/x-safetensors', { description: 'rows, and where each window begins' }),
  labels: file('application/octet-stream', {
    description: 'the class of each window, a byte: the training windows, then the validation windows',
    locked: true,
  }),
  training: part('the windows that models are trained on'),
  validation: part('the windows of subjects that no model has seen'),
  classes: table(
    {
      activity: text(),
      label: count({ description: 'as models number the classes' }),
      training: count(),
      validation: count(),
      share: metric({ format: '.1%' }),
    },
    { description: 'windows of each activity; `share` is of all windows' },
  ),
  subjects: table({
    subject: count({ format: 'd' }),
    part: text({ description: 'training or validation' }),
    read: count(),
    transient: count(),
    kept: count(),
    filled: count(),
    windows: count(),
  }),
  rows: group({
    read: count({ description: 'all rows of the recordings' }),
    transient: count({ description: 'rows of none of the activities' }),
    labelled: count({ description: 'the other rows' }),
    kept: count({ description: 'labelled rows among every third' }),
    filled: count({ description: 'missing values in the kept rows' }),
  }),
  channels: count({ description: 'values in a row' }),
  length: count({ description: 'rows in a window' }),
} satisfies ResultSpecs;

/** The results of a task that cut recordings: what the cutter gave, and what it counted. */
export function describeRecordings(windows: Windows, counts: readonly SubjectCounts[]): TaskResults {
  const { channels, length } = windows;
  return {
    windows: encodeWindows(windows),
    labels: windowLabels(windows),
    training: describePart(
      windows.training,
      counts.filter(({ validates }) => !validates),
    ),
    validation: describePart(
      windows.validation,
      counts.filter(({ validates }) => validates),
    ),
    classes: describeClasses(windows),
    subjects: counts.map((each) => describeSubject(each, windows)),
    rows: sumRows(counts),
    ...{ channels, length },
  };
}

function describePart({ starts }: WindowSet, counts: readonly SubjectCounts[]): TaskResults {
  return { windows: starts.length, subjects: counts.length, rows: sumRows(counts).kept };
}

function describeClasses({ training, validation }: Windows): Row[] {
  const all = training.labels.length + validation.labels.length;
  return activities.map(({ name }, label) => {
    const [trained, validated] = [countOf(training.labels, label), countOf(validation.labels, label)];
    // Without any window, no class has a share of them.
    const share = all === 0 ? 0 : (trained + validated) / all;
    return { activity: name, label, training: trained, validation: validated, share };
  });
}

function describeSubject({ validates, subject, ...rows }: SubjectCounts, windows: Windows): Row {
  const { subjects } = validates ? windows.validation : windows.training;
  const own = countOf(subjects, subject - 100);
  return { subject, part: validates ? 'validation' : 'training', ...rows, windows: own };
}

function sumRows(counts: readonly RowCounts[]): Record<keyof RowCounts | 'labelled', number> {
  const sum = (name: keyof RowCounts): number => counts.reduce((total, each) => total + each[name], 0);
  const [read, transient] = [sum('read'), sum('transient')];
  return { read, transient, labelled: read - transient, kept: sum('kept'), filled: sum('filled') };
}

function countOf(values: Uint8Array, wanted: number): number {
  return values.reduce((total, value) => total + (value === wanted ? 1 : 0), 0);
}
