import type { Generator } from '../project.ts';

/** What the command line hands to every command. */
export interface Tools {
  generator: Generator;
  /** Aborted by Ctrl-C and the like: jobs under way are to be stopped, what is done is kept. */
  signal: AbortSignal;
  /** Writes a line to standard output: what the command was asked for. */
  print: (line: string) => void;
  /** Writes a line to standard error: what is wrong, or under way. */
  complain: (line: string) => void;
}
