import type { Random } from '../../../base/random.ts';
import { drawBell, drawBetween, type Noise } from './noise.ts';
import type { Performance, Subject } from './subjects.ts';

/** Places in `Body.now` of what follows its goal slowly; poses are roll and pitch of each limb. */
export const slow = {
  cadence: 0,
  vigour: 1,
  poses: 4,
  heading: 10,
  heart: 11,
  temperatures: 12,
  count: 15,
} as const;

/** How much of the way to its goal each goes in a row of 10 ms; 1 / pace is its time constant. */
const paces = [
  0.02,
  ...[0.03, 0.03, 0.03],
  ...[0.015, 0.015, 0.015, 0.015, 0.015, 0.015],
  0.01,
  0.0003,
  ...[2e-5, 2e-5, 2e-5],
] as const;

/** Smoothing of the turning without period: two filters in a row, so that its speed is smooth too. */
const [fidgetPace, fidgetGain] = [0.06, 4] as const;

/** How one performance varies within a bout: relative for cadence and vigour, turns for poses and heading. */
const variation = { cadence: 0.05, vigour: 0.2, pose: 0.012, turn: 0.2 } as const;
const resting = 0.12;

/** A body in movement, from row to row. */
export interface Body {
  performance: Performance;
  /** Of the periodic movement, in turns. */
  phase: number;
  now: Float64Array;
  goal: Float64Array;
  /** Roll, pitch and yaw of each limb that have no period, in turns: driven value, value, turns in this row. */
  fidgets: Float64Array;
  /** Rows until the manner changes. */
  left: number;
}

/** A body that rests at the beginning of its recording. */
export function createBody({ performances, temperatures }: Subject, random: Random): Body {
  const performance = performedBy(performances.get(0));
  const body: Body = {
    performance,
    phase: random.uniform(),
    now: new Float64Array(slow.count),
    goal: new Float64Array(slow.count),
    fidgets: new Float64Array(27),
    left: 0,
  };
  body.goal[slow.heading] = random.uniform();
  temperatures.forEach((value, limb) => (body.goal[slow.temperatures + limb] = value));
  changeManner(body, random);
  body.now.set(body.goal);
  return body;
}

/** Turns to another activity: the goals jump, the body follows. The units warm up while they are worn. */
export function startBout(body: Body, performance: Performance | undefined, random: Random): void {
  body.performance = performedBy(performance);
  body.goal[slow.heading] = random.uniform();
  for (let limb = 0; limb < 3; limb += 1) {
    body.goal[slow.temperatures + limb] =
      (body.goal[slow.temperatures + limb] ?? 0) + 0.15 * drawBell(random);
  }
  changeManner(body, random);
}

function performedBy(performance: Performance | undefined): Performance {
  if (!performance) throw new RangeError('a bout of an activity that has no movement');
  return performance;
}

/** Every few seconds an activity is done a little differently: faster, weaker, leaning, turned, or it rests. */
function changeManner(body: Body, random: Random): void {
  const { goal, performance } = body;
  const { movement, poses } = performance;
  const rests = random.uniform() < movement.rests;
  goal[slow.cadence] = performance.cadence * (1 + variation.cadence * drawBell(random));
  for (let limb = 0; limb < 3; limb += 1) {
    const strength = 1 + variation.vigour * drawBell(random);
    goal[slow.vigour + limb] = performance.vigour * (rests ? resting : strength > 0.2 ? strength : 0.2);
  }
  for (let at = 0; at < 6; at += 1) {
    goal[slow.poses + at] = (poses[at] ?? 0) + variation.pose * drawBell(random);
  }
  goal[slow.heading] = (goal[slow.heading] ?? 0) + variation.turn * drawBell(random);
  goal[slow.heart] = performance.heart * (1 + 0.03 * drawBell(random));
  body.left = Math.floor(drawBetween(random, 200, 1200));
}

/** Goes on by one row, 10 ms. */
export function advance(body: Body, { random, noise }: { random: Random; noise: Noise }): void {
  const { now, goal } = body;
  if (body.left === 0) changeManner(body, random);
  body.left -= 1;
  for (let at = 0; at < slow.count; at += 1) {
    const value = now[at] ?? 0;
    now[at] = value + (paces[at] ?? 0) * ((goal[at] ?? 0) - value);
  }
  body.phase += (now[slow.cadence] ?? 0) / 100;
  body.phase -= Math.floor(body.phase);
  fidget(body, noise);
}

function fidget({ fidgets, performance }: Body, noise: Noise): void {
  for (let at = 0; at < 9; at += 1) {
    const size = performance.movement.limbs[Math.floor(at / 3)]?.fidget ?? 0;
    const driven = fidgets[at] ?? 0;
    const value = fidgets[at + 9] ?? 0;
    const next = driven + fidgetPace * (fidgetGain * size * noise.bell() - driven);
    const step = fidgetPace * (next - value);
    fidgets[at] = next;
    fidgets[at + 9] = value + step;
    fidgets[at + 18] = step;
  }
}
