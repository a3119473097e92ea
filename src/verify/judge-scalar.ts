import type { ScalarSpec } from '../base/kinds.ts';
import * as messages from '../base/messages/tolerance.ts';
import type { Cell } from '../base/results.ts';
import { different, exact, ofMachine, type Judgement } from './judgement.ts';
import { judgeMetric, type MetricRule } from './judge-metric.ts';

/** How many times as long, or as short, a duration may be. */
export const durationFactor = 10;

/**
 * Durations below this, in seconds, are judged as if they were this: a pause of the garbage collector or of the
 * scheduler is as long, whatever the machine.
 */
export const shortestDuration = 0.005;

/** Judges a value of its kind, or the cell of a table; `rule` is asked for metrics alone. */
export function judgeScalar(spec: ScalarSpec, locked: Cell, now: Cell, rule: () => MetricRule): Judgement {
  if (spec.kind === 'duration') return judgeDurations(locked, now);
  if (Object.is(locked, now)) return exact;
  if (locked === null || now === null) return judgeNothing(locked, now);
  if (typeof locked !== 'number' || typeof now !== 'number') {
    return different(`${messages.becomes(String(locked), String(now))}; ${messages.textsAreExact()}`);
  }
  if (spec.kind === 'metric') return judgeMetric(locked, now, rule());
  // Zero has a sign, which no count has.
  if (locked === now) return exact;
  const reason = spec.kind === 'count' ? messages.countsAreExact() : messages.otherKind();
  return different(`${messages.offBy(locked, now)}; ${reason}`, gapOf(locked, now));
}

/** What a run took, in any unit: within a factor of ten, whatever is below `shortest` being as good as that. */
export function isLikeDuration(locked: number, now: number, shortest = shortestDuration): boolean {
  const [a, b] = [Math.max(locked, shortest), Math.max(now, shortest)];
  return Number.isFinite(a) && Number.isFinite(b) && Math.max(a, b) <= durationFactor * Math.min(a, b);
}

function judgeDurations(locked: Cell, now: Cell): Judgement {
  if (locked === null && now === null) return ofMachine;
  if (locked === null || now === null) return judgeNothing(locked, now);
  if (typeof locked !== 'number' || typeof now !== 'number' || !isTime(locked) || !isTime(now)) {
    return different(`${messages.becomes(String(locked), String(now))}; ${messages.noDuration()}`);
  }
  if (isLikeDuration(locked, now)) return ofMachine;
  const factor = Math.max(locked, now) / Math.max(Math.min(locked, now), shortestDuration);
  const words = `${locked} s → ${now} s, ${messages.beyondFactor(factor, durationFactor)}`;
  return different(words, gapOf(locked, now));
}

function isTime(seconds: number): boolean {
  return Number.isFinite(seconds) && seconds >= 0;
}

function judgeNothing(locked: Cell, now: Cell): Judgement {
  if (locked !== null) return different(messages.cellVanishes(locked));
  return now === null ? exact : different(messages.cellAppears(now));
}

function gapOf(locked: number, now: number): number {
  const gap = Math.abs(now - locked);
  return Number.isNaN(gap) ? Infinity : gap;
}
