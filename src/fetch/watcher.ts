/** Hears how a fetch goes. */
export interface FetchWatcher {
  /** A line that stays. */
  say(line: string): void;
  /** How much of something has come; `of` is null where nobody knows. */
  progress(what: string, done: number, of: number | null): void;
  /** Nothing more is under way. */
  ended(): void;
}

/** What a fetch needs beside its files. */
export interface FetchTools {
  signal: AbortSignal;
  watcher: FetchWatcher;
  /** Milliseconds before a broken connection is tried again; they double. */
  pause: number;
}

/** What hinders a fetch, in a sentence for whoever asked for it. */
export class FetchFault extends Error {}

/** The disk hinders it: nothing is wrong with what came. */
export class DiskFault extends FetchFault {}
