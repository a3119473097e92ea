/** Work that waits for a slot. */
interface Waiting {
  weight: number;
  start: () => void;
}

/** As many runs at once as there are slots; the heaviest waits least. */
export interface Slots {
  /** Runs `work` when a slot is free. */
  run<Result>(weight: number, work: () => Promise<Result>): Promise<Result>;
  /** No run starts while a `survey` is under way: it may find heavier work than what waits. */
  survey<Result>(look: () => Promise<Result>): Promise<Result>;
}

/** Creates slots for `count` runs at once. */
export function createSlots(count: number): Slots {
  const waiting: Waiting[] = [];
  let free = Math.max(1, count);
  let surveys = 0;
  const dispatch = (): void => {
    if (surveys > 0) return;
    waiting.sort((a, b) => b.weight - a.weight);
    while (free > 0) {
      const next = waiting.shift();
      if (!next) return;
      free -= 1;
      next.start();
    }
  };
  return {
    async run(weight, work) {
      await new Promise<void>((start) => {
        waiting.push({ weight, start });
        // Whoever asks in the same breath is weighed too.
        setImmediate(dispatch);
      });
      try {
        return await work();
      } finally {
        free += 1;
        setImmediate(dispatch);
      }
    },
    async survey(look) {
      surveys += 1;
      try {
        return await look();
      } finally {
        surveys -= 1;
        if (surveys === 0) setImmediate(dispatch);
      }
    },
  };
}
