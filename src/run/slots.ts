/** What a piece of work is expected to take. */
export interface Load {
  /** What takes longest starts first. */
  seconds: number;
  /** Memory that it will hold. */
  megabytes: number;
}

/** Work that waits for a slot. */
interface Waiting {
  load: Load;
  start: () => void;
}

/** How much may run at once. */
export interface Room {
  slots: number;
  /** Memory for all that runs; alone, work runs whatever it holds. */
  megabytes: number;
}

/** As many runs at once as there are slots, and memory for; the longest waits least. */
export interface Slots {
  /** Runs `work` when there is room for it. */
  run<Result>(load: Load, work: () => Promise<Result>): Promise<Result>;
  /** No run starts while a `survey` is under way: it may find heavier work than what waits. */
  survey<Result>(look: () => Promise<Result>): Promise<Result>;
}

function fits(load: Load, running: ReadonlySet<Load>, megabytes: number): boolean {
  const held = [...running].reduce((sum, each) => sum + each.megabytes, 0);
  return running.size === 0 || held + load.megabytes <= megabytes;
}

/** Takes the longest of what waits and there is room for; undefined where there is none. */
function takeNext(waiting: Waiting[], running: ReadonlySet<Load>, room: Room): Waiting | undefined {
  if (running.size >= Math.max(1, room.slots)) return undefined;
  waiting.sort((a, b) => b.load.seconds - a.load.seconds);
  const next = waiting.find(({ load }) => fits(load, running, room.megabytes));
  if (next) waiting.splice(waiting.indexOf(next), 1);
  return next;
}

/** Creates the slots that there is room for, at least one. */
export function createSlots(room: Room): Slots {
  const waiting: Waiting[] = [];
  const running = new Set<Load>();
  let surveys = 0;
  const dispatch = (): void => {
    if (surveys > 0) return;
    for (let next = takeNext(waiting, running, room); next; next = takeNext(waiting, running, room)) {
      running.add(next.load);
      next.start();
    }
  };
  return {
    async run({ ...load }, work) {
      await new Promise<void>((start) => {
        waiting.push({ load, start });
        // Whoever asks in the same breath is weighed too.
        setImmediate(dispatch);
      });
      try {
        return await work();
      } finally {
        running.delete(load);
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
