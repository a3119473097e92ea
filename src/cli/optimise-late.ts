import { setFlagsFromString } from 'node:v8';

/** V8's own is 66 kB. With this the optimiser takes a third of its time, and what it is still asked for comes soon enough. */
const bytesOfCode = 250_000;

/**
 * Lets V8 optimise a function later, in this process alone. A command of a few seconds ends before most of what V8 optimises
 * beside it has paid, and where jobs wait for the processors that work is in their way.
 */
export function optimiseLate(): void {
  setFlagsFromString(`--interrupt-budget=${bytesOfCode}`);
}
