import { type Command, InvalidArgumentError, Option } from 'commander';

import * as messages from '../base/messages/cli.ts';
import type { Choices, InstructionSet } from '../base/choices.ts';
import type { EngineName } from '../base/results.ts';

/** The options of commands that plan jobs, as they are read. */
export interface ChoiceFlags {
  data?: string;
  engine?: EngineName;
  instructionSet?: InstructionSet;
  seeds?: number;
}

/** Adds the options of commands that plan jobs; `seedsOption` stands apart, since what is locked is what the sources say. */
export function addChoices(command: Command): Command {
  return command
    .addOption(dataOption())
    .addOption(engineOption())
    .addOption(
      new Option(
        '--instruction-set <name>',
        'native: use all that the processor offers, not only what results are the same with everywhere (pinned)',
      ).choices(['pinned', 'native'] satisfies InstructionSet[]),
    );
}

/** `--seeds`, a whole number from 1 up. */
export function seedsOption(): Option {
  return new Option(
    '--seeds <number>',
    'run every case at least so often, in experiments that ask for seeds',
  ).argParser((text) => wholeNumber('--seeds', text));
}

/** What was chosen, defaults filled in. */
export function readChoices({ data, engine, instructionSet, seeds }: ChoiceFlags): Choices {
  return {
    dataset: data ?? null,
    engine: engine ?? null,
    instructionSet: instructionSet ?? 'pinned',
    seeds: seeds ?? null,
  };
}

function engineOption(): Option {
  const engines: readonly EngineName[] = ['tensorflow', 'wasm', 'cpu'];
  return new Option('--engine <name>', 'run every task that can on this engine').choices([...engines]);
}

/** `--frozen`: what is locked was made on an engine already, with as many seeds as the sources say. */
export function frozenOption(words: string): Option {
  return new Option('--frozen', words).conflicts(['engine', 'instructionSet', 'seeds']);
}

function dataOption(): Option {
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
  return new Option('-j, --jobs <number>', 'jobs at a time (default: one a core)').argParser((text) =>
    wholeNumber('--jobs', text),
  );
}

/** `--sample`, a whole number from 1 up. */
export function sampleOption(): Option {
  return new Option(
    '--sample <number>',
    'so many jobs, drawn from all tasks and experiments: others for the next commit, the same for all who check this one',
  ).argParser((text) => wholeNumber('--sample', text));
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError(messages.notAWholeNumber(option, text));
  return Number(text);
}
