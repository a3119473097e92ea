import { subjectTwice, subjectUnknown } from '../../base/messages/experiments.ts';
import { activities, activityIndex } from './activities.ts';
import { activityColumn, channelCount, firstChannelColumn, timestampColumn } from './channels.ts';
import { createKeptRows, type KeptRows } from './kept-rows.ts';
import { standardiseRows } from './standardise.ts';
import type { Windows, WindowSet } from './windows.ts';

/** The subjects of PAMAP2. */
export const subjectIds: readonly number[] = [101, 102, 103, 104, 105, 106, 107, 108, 109];

/** Those whose windows validate; the others train. */
const validationSubjects: readonly number[] = [105, 106];

/** Of this many rows one is looked at: 33.3 of the 100 a second. */
const every = 3;
const windowLength = 100;
/** Rows from the start of a window to that of the next. */
const stride = 50;

/** Seconds between two rows looked at beyond which time has a gap; without one it is 0.03. */
const longestStep = 0.1;

/** What became of the rows. */
export interface RowCounts {
  /** All that were told, whether looked at or skipped. */
  read: number;
  /** Of these, those of none of the twelve activities. */
  transient: number;
  /** Rows of an activity that were looked at. */
  kept: number;
  /** Missing values of kept rows that others had to stand in for. */
  filled: number;
}

/** What became of one subject's rows. */
export interface SubjectCounts extends RowCounts {
  /** 101 … 109. */
  subject: number;
  validates: boolean;
}

/**
 * Cuts recordings, told row by row, into standardised windows. Every third row of a recording is looked at, from its
 * first. A value that is missing (NaN) is the last one known of its channel in rows looked at of that recording,
 * whatever their activity; before the first known one it is that one; where none is known it is the mean, 0. Rows of an
 * activity are kept. A window is 100 kept rows, the next begins 50 later; none crosses the border of a recording, a row
 * of no activity between kept ones, or a gap in time: a step of more than 0.1 s, or back. Its label is the activity of
 * most of its rows, among equals the one that comes first. Channels are standardised by the kept rows of the subjects
 * that train, also those that are in no window.
 */
export interface WindowCutter {
  /** Starts a subject's recording, 101 … 109, each at most once; a RangeError otherwise. */
  subject(id: number): void;
  /** Whether the next row will be looked at; a source that is told no may call `skip` instead of making the row. */
  wanted(): boolean;
  /** The next row: 54 numbers as a data file has them, NaN for a missing one; copied. */
  row(values: Float64Array): void;
  /** The next row, where it is not wanted. */
  skip(activity: number): void;
  /** A line a recording, in the order told. */
  counts(): readonly SubjectCounts[];
  /** To be called once, at the end. */
  finish(): Windows;
}

/** One subject's rows among the kept ones, and what is known so far of its channels. */
interface Recording extends SubjectCounts {
  /** The first of its kept rows. */
  start: number;
  /** First kept rows of the pieces that windows stay within. */
  pieces: number[];
  /** Seconds, of the last row looked at. */
  time: number;
  /** Whether something came after the last kept row that no window crosses. */
  broken: boolean;
  /** The last known value of each channel, NaN before the first. */
  last: Float32Array;
}

/** Creates a cutter that has been told nothing yet. */
export function createWindowCutter(): WindowCutter {
  const rows = createKeptRows(channelCount);
  const classes: number[] = [];
  const recordings: Recording[] = [];
  let current = startRecording(0, 0);
  const wanted = (): boolean => current.read % every === 0;
  const keep = (activity: number): void => {
    if (current.broken) current.pieces.push(rows.count);
    current.broken = false;
    current.kept += 1;
    rows.push(current.last);
    classes.push(activityIndex(activity));
  };
  return {
    subject: (id) => {
      checkSubject(id, recordings);
      current = startRecording(id, rows.count);
      recordings.push(current);
    },
    wanted,
    row: (values) => {
      const isWanted = wanted();
      const activity = values[activityColumn] ?? 0;
      const isKept = countRow(current, activity) && isWanted;
      const missing = isWanted ? lookAt(values, current, rows) : 0;
      if (!isKept) return;
      current.filled += missing;
      keep(activity);
    },
    skip: (activity) => {
      countRow(current, activity);
    },
    counts: () => recordings.map(describeRecording),
    finish: () => cutWindows(rows.take(), classes, recordings),
  };
}

function checkSubject(id: number, recordings: readonly Recording[]): void {
  if (!subjectIds.includes(id)) throw new RangeError(subjectUnknown(id, subjectIds));
  if (recordings.some(({ subject }) => subject === id)) throw new RangeError(subjectTwice(id));
}

function startRecording(subject: number, start: number): Recording {
  return {
    subject,
    validates: validationSubjects.includes(subject),
    ...{ read: 0, transient: 0, kept: 0, filled: 0 },
    start,
    pieces: [],
    time: Number.NaN,
    broken: true,
    last: new Float32Array(channelCount).fill(Number.NaN),
  };
}

/** Counts a row; gives whether it is of an activity. */
function countRow(recording: Recording, activity: number): boolean {
  recording.read += 1;
  if (activityIndex(activity) >= 0) return true;
  recording.transient += 1;
  recording.broken = true;
  return false;
}

/** Takes over time and values of a row; gives how many are missing. */
function lookAt(values: Float64Array, recording: Recording, rows: KeptRows): number {
  const time = values[timestampColumn] ?? Number.NaN;
  const step = time - recording.time;
  recording.time = time;
  // Also where the step is no number.
  if (!(step > 0 && step <= longestStep)) recording.broken = true;
  const { last, start } = recording;
  let missing = 0;
  for (let channel = 0; channel < channelCount; channel += 1) {
    const value = values[firstChannelColumn + channel] ?? Number.NaN;
    if (Number.isNaN(value)) {
      missing += 1;
      continue;
    }
    if (Number.isNaN(last[channel])) rows.fillColumn(channel, start, value);
    last[channel] = value;
  }
  return missing;
}

function describeRecording(recording: Recording): SubjectCounts {
  const { subject, validates, read, transient, kept, filled } = recording;
  return { subject, validates, read, transient, kept, filled };
}

function cutWindows(
  rows: Float32Array,
  classes: readonly number[],
  recordings: readonly Recording[],
): Windows {
  const trained = recordings.filter(({ validates }) => !validates);
  const ranges = trained.map(({ start, kept }) => ({ start, end: start + kept }));
  standardiseRows(rows, channelCount, ranges);
  return {
    channels: channelCount,
    length: windowLength,
    rows,
    training: cutSet(trained, classes),
    validation: cutSet(
      recordings.filter(({ validates }) => validates),
      classes,
    ),
  };
}

function cutSet(recordings: readonly Recording[], classes: readonly number[]): WindowSet {
  const starts: number[] = [];
  const subjects: number[] = [];
  for (const recording of recordings) {
    const own = windowStarts(recording);
    starts.push(...own);
    subjects.push(...own.map(() => subjectIds.indexOf(recording.subject) + 1));
  }
  return {
    starts: Int32Array.from(starts),
    labels: Uint8Array.from(starts, (start) => majority(classes, start)),
    subjects: Uint8Array.from(subjects),
  };
}

function windowStarts({ start, kept, pieces }: Recording): number[] {
  return pieces.flatMap((from, index) => {
    const end = pieces[index + 1] ?? start + kept;
    const count = Math.max(0, Math.floor((end - from - windowLength) / stride) + 1);
    return Array.from({ length: count }, (_, place) => from + place * stride);
  });
}

/** The class of most rows of a window; among equals the one that comes first. */
function majority(classes: readonly number[], start: number): number {
  const window = classes.slice(start, start + windowLength);
  const counts = new Uint32Array(activities.length);
  for (const label of window) counts[label] = (counts[label] ?? 0) + 1;
  return window.reduce((best, label) => ((counts[label] ?? 0) > (counts[best] ?? 0) ? label : best));
}
