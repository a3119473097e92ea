import { InvalidArgumentError, Option } from 'commander';

import * as messages from '../base/messages/cli.ts';
import type { EngineName } from '../base/results.ts';

/** `--engine`, for the commands that plan jobs. */
export function engineOption(): Option {
  const engines: readonly EngineName[] = ['tensorflow', 'wasm', 'cpu'];
  return new Option('--engine <name>', 'run every task that can on this engine').choices([...engines]);
}

/** `--frozen`: what is locked was made on an engine already. */
export function frozenOption(words: string): Option {
  return new Option('--frozen', words).conflicts('engine');
}

/** `--data`, for the commands that read a report's sources. */
export function dataOption(): Option {
  return new Option(
    '--data <name>',
    'build from this data set of those that report.yaml offers (default: the first)',
  );
}

/** `--debug`, which is the program's but may stand after the command as well. */
export function debugOption(): Option {
  return new Option('--debug', 'show the stack of an unexpected fault');
}

/** `--jobs`, a whole number from 1 up. */
export function jobsOption(): Option {
  return new Option('-j, --jobs <number>', 'jobs at a time (default: one a core)').argParser(wholeNumber);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError(messages.notAWholeNumber('--jobs', text));
  return Number(text);
}
