import type { Tolerance } from '../base/kinds.ts';
import * as messages from '../base/messages/tolerance.ts';
import type { View } from './views.ts';
import { different, tolerable, type Judgement } from './judgement.ts';

/** What a metric whose bits differ is held to. */
export interface MetricRule {
  /** How the document prints it, itself or scaled; all must print the same. */
  views: readonly View[];
  /** Where nothing prints it itself: numbers that it goes into, as the locked results and as these print them. */
  behind: readonly { locked: string; now: string }[];
  /** Where it goes into nothing that is printed: what a figure can show. */
  step: number;
  declared: Tolerance | null;
}

/** Judges two numbers that are not the same bits: at the digits shown, else by the declared tolerance. */
export function judgeMetric(locked: number, now: number, rule: MetricRule): Judgement {
  const gap = Math.abs(now - locked);
  if (!Number.isFinite(gap)) {
    return different(`${messages.becomes(String(locked), String(now))}; ${messages.notFinite()}`);
  }
  const shown = judgeShown(locked, now, rule);
  const off = messages.offBy(locked, now);
  if (shown.isAlike) return tolerable(`${off}; ${shown.words}`, gap);
  const { declared } = rule;
  if (declared === null) return different(`${off}; ${shown.words}; ${messages.noTolerance()}`, gap);
  if (gap <= declared.within) return tolerable(`${off}; ${messages.withinDeclared(declared)}`, gap, true);
  return different(`${off}; ${shown.words}; ${messages.beyondDeclared(declared)}`, gap);
}

interface ShownAlike {
  isAlike: boolean;
  words: string;
}

function judgeShown(locked: number, now: number, { views, behind, step }: MetricRule): ShownAlike {
  if (views.length > 0) return judgeViews(locked, now, views);
  if (behind.length > 0) {
    const other = behind.find((each) => each.locked !== each.now);
    return other
      ? { isAlike: false, words: messages.behindOtherwise(other.locked, other.now) }
      : { isAlike: true, words: messages.behindAlike(behind.length) };
  }
  const isAlike = Math.abs(now - locked) <= step;
  return { isAlike, words: isAlike ? messages.withinDrawn(step) : messages.beyondDrawn(step) };
}

/** The first view that differs; else the longest text, which shows most digits. */
function judgeViews(locked: number, now: number, views: readonly View[]): ShownAlike {
  let longest = { text: '', format: '' };
  for (const { print, format } of views) {
    const [before, after] = [print(locked), print(now)];
    if (before !== after) return { isAlike: false, words: messages.printedOtherwise(before, after, format) };
    if (before.length > longest.text.length) longest = { text: before, format };
  }
  return { isAlike: true, words: messages.printedAlike(longest.text, longest.format) };
}
