import type { Generator } from '../project.ts';

/** How the program speaks: to standard output what was asked for, to standard error what is wrong or under way. */
export interface Voice {
  print: (line: string) => void;
  complain: (line: string) => void;
  /** The same two for text that ends its lines itself. */
  write: (text: string) => void;
  writeError: (text: string) => void;
}

/** What the command line hands to every command. */
export interface Tools extends Voice {
  generator: Generator;
  /** Aborted by Ctrl-C and the like: jobs under way are to be stopped, what is done is kept. */
  signal: AbortSignal;
  /** Says that the command is through and found a number or a sentence at fault: the exit code is 1. */
  fail: () => void;
}
