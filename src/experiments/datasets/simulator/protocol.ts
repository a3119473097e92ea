import type { Random } from '../../../base/random.ts';
import { drawBetween } from './noise.ts';

/**
 * Seconds that each subject, 101 … 109, spent in each activity, as PAMAP2's summary of performed activities has them.
 * The table was at hand without its source and is checked by its sums: 19,427.64 s are the data set's 1,942,872
 * labelled rows when each of 108 bouts lasts a hundredth of a second less than it has rows, and the 413.67 s in which
 * the training subjects jump rope are the 275 windows of that class in the 2017 write-up.
 */
const secondsPerformed: readonly (readonly [activity: number, seconds: readonly number[]])[] = [
  [1, [271.86, 234.29, 220.43, 230.46, 236.98, 233.39, 256.1, 241.64, 0]],
  [2, [234.79, 223.44, 287.6, 254.91, 268.63, 230.4, 122.81, 229.22, 0]],
  [3, [217.16, 255.75, 205.32, 247.05, 221.31, 243.55, 257.5, 251.59, 0]],
  [17, [235.72, 288.79, 279.74, 249.94, 330.33, 377.43, 294.98, 329.89, 0]],
  [16, [229.4, 206.82, 203.24, 200.36, 244.44, 210.77, 215.51, 242.91, 0]],
  [12, [158.88, 173.4, 103.87, 166.92, 142.79, 132.89, 176.44, 116.81, 0]],
  [13, [148.97, 152.11, 152.72, 142.83, 127.25, 112.7, 116.16, 96.53, 0]],
  [4, [222.52, 325.32, 290.35, 319.31, 320.32, 257.2, 337.19, 315.32, 0]],
  [7, [202.64, 297.38, 0, 275.32, 262.7, 266.85, 287.24, 288.87, 0]],
  [6, [235.74, 251.07, 0, 226.98, 245.76, 204.85, 226.79, 254.74, 0]],
  [5, [212.64, 92.37, 0, 0, 246.45, 228.24, 36.91, 165.31, 0]],
  [24, [129.11, 132.61, 0, 0, 77.32, 2.55, 0, 88.05, 63.9]],
];

/** The order of the protocol; the stairs are gone up and down twice. */
const order: readonly number[] = [1, 2, 3, 17, 16, 12, 13, 12, 13, 4, 7, 6, 5, 24];
const subjects = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const validating: readonly number[] = [5, 6];
const ropeJumping = 24;

/** The windows of the 2017 write-up, of all activities and of rope jumping. */
const published = { training: 9466, validation: 3478, trainingRope: 275 } as const;

/** Kept rows from window to window, and rows of the recording to one kept. */
const [stride, every] = [50, 3] as const;

/** A stretch of a recording with one activity; 0 is the time between activities. */
export interface Bout {
  activity: number;
  /** At 100 a second; a multiple of three, so that every bout begins with a row that is kept. */
  rows: number;
}

/** What a share of the windows is allotted to. */
interface Claim {
  subject: number;
  activity: number;
  seconds: number;
}

/**
 * The bouts of a subject's recording, 1 … 9, in order, with 20 to 100 s of no activity before, between and after them.
 * Windows are allotted to each subject's activities by their seconds, in total as many as were published; a bout of
 * n windows then has the 50 (n + 1) kept rows that they need. That is about 1.5 s a bout more than published, since
 * windows do not reach over the end of a bout, and 0.8 % in all.
 */
export function planBouts(subject: number, random: Random): Bout[] {
  const between = (): Bout => ({ activity: 0, rows: every * Math.floor(drawBetween(random, 667, 3333)) });
  const bouts = order.flatMap((activity, place) => {
    const rows = boutRows(subject, activity, order.indexOf(activity) === place);
    return rows === 0 ? [] : [{ activity, rows }, between()];
  });
  return [between(), ...bouts];
}

/** Rows of a bout, the first or the second of an activity; 0 where the subject does not perform it. */
function boutRows(subject: number, activity: number, first: boolean): number {
  const windows = allotWindows(validating.includes(subject)).get(`${subject}/${activity}`) ?? 0;
  const share = order.lastIndexOf(activity) === order.indexOf(activity) ? 1 : 2;
  const own = first ? Math.ceil(windows / share) : Math.floor(windows / share);
  return own === 0 ? 0 : every * stride * (own + 1);
}

/**
 * Windows of each activity of the subjects that train or validate, as `SUBJECT/ACTIVITY`, by largest remainder. The
 * training subjects' rope jumping is allotted first, for its number is published too.
 */
export function allotWindows(validation: boolean): ReadonlyMap<string, number> {
  const claims = secondsPerformed.flatMap(([activity, seconds]) =>
    subjects
      .map((subject) => ({ subject, activity, seconds: seconds[subject - 1] ?? 0 }))
      .filter(({ subject, seconds }) => seconds > 0 && validating.includes(subject) === validation),
  );
  if (validation) return new Map(allot(claims, published.validation));
  const [rope, others] = [true, false].map((jumps) =>
    claims.filter(({ activity }) => (activity === ropeJumping) === jumps),
  );
  return new Map([
    ...allot(rope ?? [], published.trainingRope),
    ...allot(others ?? [], published.training - published.trainingRope),
  ]);
}

/** Whole parts first; what is left goes one each to the largest remainders, the earlier one of two that are equal. */
function allot(claims: readonly Claim[], windows: number): [string, number][] {
  const seconds = claims.reduce((sum, claim) => sum + claim.seconds, 0);
  const quotas = claims.map((claim) => (claim.seconds / seconds) * windows);
  const left = windows - quotas.reduce((sum, quota) => sum + Math.floor(quota), 0);
  const remainders = quotas.map((quota, index) => ({ index, over: quota - Math.floor(quota) }));
  const raised = new Set(
    remainders
      .sort((a, b) => b.over - a.over || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return claims.map(({ subject, activity }, index) => [
    `${subject}/${activity}`,
    Math.floor(quotas[index] ?? 0) + (raised.has(index) ? 1 : 0),
  ]);
}
