import { setTimeout as wait } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { createSlots, type Load } from '../../src/run/slots.ts';

/** Runs all at once as far as there is room; gives the order in which they started, and the most that was held. */
async function runAll(loads: { [name: string]: Load }, room: { slots: number; megabytes: number }) {
  const slots = createSlots(room);
  const started: string[] = [];
  let [held, most, running, together] = [0, 0, 0, 0];
  const runs = Object.entries(loads).map(([name, load]) =>
    slots.run(load, async () => {
      started.push(name);
      most = Math.max(most, (held += load.megabytes));
      together = Math.max(together, (running += 1));
      await wait(5);
      held -= load.megabytes;
      running -= 1;
    }),
  );
  await Promise.all(runs);
  return { started, most, together };
}

const loads = {
  short: { seconds: 1, megabytes: 300 },
  long: { seconds: 9, megabytes: 800 },
  middle: { seconds: 5, megabytes: 400 },
};

test('the longest starts first, as many as there are slots', async () => {
  const { started, together } = await runAll(loads, { slots: 2, megabytes: 1e6 });
  expect(started).toEqual(['long', 'middle', 'short']);
  expect(together).toBe(2);
});

test('no more runs than memory allows; what fits beside goes before what does not', async () => {
  const { started, most } = await runAll(loads, { slots: 3, megabytes: 1150 });
  expect(started).toEqual(['long', 'short', 'middle']);
  expect(most).toBe(1100);
});

test('what is larger than the memory runs alone', async () => {
  const { started, together } = await runAll(loads, { slots: 3, megabytes: 10 });
  expect(started).toEqual(['long', 'middle', 'short']);
  expect(together).toBe(1);
});
