import type { Random } from '../../../base/random.ts';
import { rowColumns } from '../channels.ts';
import type { WindowCutter } from '../window-cutter.ts';
import { advance, createBody, startBout } from './body.ts';
import { createNoise } from './noise.ts';
import { planBouts } from './protocol.ts';
import { drawSubject, type Diversity } from './subjects.ts';
import { advanceUnits, createUnits, readUnits } from './units.ts';
import { drawShapes } from './waveforms.ts';

/** Where recordings are told to. */
export type Listener = Pick<WindowCutter, 'subject' | 'wanted' | 'row' | 'skip'>;

/** How the recordings differ, and where their random numbers come from. */
export interface Simulation extends Diversity {
  random: Random;
}

/** The number of recordings. */
export const subjectCount = 9;

/** Rows begin 5 to 10 s after the units' clock. */
const [earliest, spread] = [500, 500] as const;

/**
 * Tells the recording of a simulated subject, 1 … 9, row by row as a file of PAMAP2 would: 100 rows a second, and 0 as
 * the activity in between. Recordings do not depend on each other. A row that is not wanted is not computed, but the
 * body goes on, so the others are the same. Every number is made by additions, multiplications, divisions, square
 * roots and whole numbers, which are the same bits on every machine.
 */
export function simulateRecording(listener: Listener, id: number, given: Simulation): void {
  const shapes = drawShapes(given.random.fork('shapes'));
  const subject = drawSubject(id, shapes, given);
  const random = given.random.fork(`recording/${id}`);
  const noise = noiseOf(random, 'tremor');
  const body = createBody(subject, random);
  const units = createUnits(random, noiseOf(random, 'sensors'));
  const values = new Float64Array(rowColumns);
  const begin = earliest + random.below(spread);
  let row = 0;
  listener.subject(100 + id);
  for (const { activity, rows } of planBouts(id, random.fork('bouts'))) {
    startBout(body, subject.performances.get(activity), random);
    for (const end = row + rows; row < end; row += 1) {
      advance(body, { random, noise });
      advanceUnits(units, random);
      if (!listener.wanted()) {
        listener.skip(activity);
        continue;
      }
      values[0] = (begin + row) / 100;
      values[1] = activity;
      readUnits(values, row, { units, body, subject });
      listener.row(values);
    }
  }
}

function noiseOf(random: Random, purpose: string): ReturnType<typeof createNoise> {
  return createNoise(random.fork(purpose).below(2 ** 32));
}
