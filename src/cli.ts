import { Command, CommanderError } from 'commander';

import manifest from '../package.json' with { type: 'json' };
import { ReportError } from './base/diagnostic.ts';
import { printable } from './base/printable.ts';
import { OutsideError } from './base/project-files.ts';
import { UsageError } from './base/usage-error.ts';
import * as messages from './base/messages/cli.ts';
import { interrupted as verifyInterrupted } from './base/messages/verify.ts';
import { describeBuild } from './cli/build.ts';
import { describeCheck } from './cli/check.ts';
import { describeClean } from './cli/clean.ts';
import { colourDiagnostic } from './cli/colour.ts';
import { spellCommands } from './cli/command-line.ts';
import { describeDiff } from './cli/diff.ts';
import { describeData } from './cli/data.ts';
import { describeInit } from './cli/init.ts';
import { listenForInterrupt } from './cli/interrupt.ts';
import { describeJobs } from './cli/jobs.ts';
import { debugOption } from './cli/options.ts';
import { describeLock } from './cli/lock.ts';
import { describeSetup } from './cli/setup.ts';
import type { Tools, Voice } from './cli/tools.ts';
import { describeVerify } from './cli/verify.ts';
import { describeWeights } from './cli/weights.ts';
import { describeWhy } from './cli/why.ts';
import type { Generator } from './project.ts';

/** What the set-up hands over once everything is in place. */
export interface Invocation extends Generator {
  arguments: readonly string[];
  /** Whether the program's own files are as they were built. */
  isWhole(): boolean;
}

/** The commands, in the order in which `--help` lists them. */
const commands: readonly ((program: Command, tools: Tools) => void)[] = [
  describeBuild,
  describeCheck,
  describeLock,
  describeVerify,
  describeDiff,
  describeJobs,
  describeWhy,
  describeWeights,
  describeData,
  describeInit,
  describeClean,
  describeSetup,
];

/** Exit codes: 0 done, 1 the report or a number is at fault, 2 wrong usage, 70 a fault of ours, 130 interrupted, 129 hung up. */
export async function main(invocation: Invocation): Promise<number> {
  const interrupt = listenForInterrupt();
  const voice = createVoice(invocation);
  let code = 0;
  const fail = (): void => {
    code = 1;
  };
  const program = describeProgram({ generator: invocation, signal: interrupt.signal, fail, ...voice });
  try {
    await program.parseAsync([...invocation.arguments], { from: 'user' });
    // Who asked to stop when all was done asked too late.
    return code;
  } catch (error) {
    return explain(error, interrupt.code(), { ...invocation, ...voice });
  } finally {
    interrupt.stop();
  }
}

function describeProgram(tools: Tools): Command {
  const program = new Command('report')
    .description('Builds a report in which every number comes from code that ran.')
    .version(manifest.version)
    .addOption(debugOption())
    .configureOutput({ writeOut: tools.write, writeErr: tools.writeError })
    .showHelpAfterError('(report --help lists commands and options)')
    .exitOverride();
  for (const describe of commands) describe(program, tools);
  return program;
}

function explain(error: unknown, interrupted: number | null, invocation: Invocation & Voice): number {
  const { arguments: commandLine, complain } = invocation;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    complain(printable(error.message));
    return 2;
  }
  if (interrupted !== null) {
    complain(commandLine[0] === 'verify' ? verifyInterrupted() : messages.interrupted());
    return interrupted;
  }
  if (error instanceof ReportError) {
    for (const diagnostic of error.diagnostics) complain(colourDiagnostic(diagnostic));
    if (commandLine[0] === 'build') complain(`\n${messages.nothingWritten(error.diagnostics.length)}`);
    return 1;
  }
  if (error instanceof OutsideError) {
    complain(messages.leadsOutside(printable(error.message)));
    return 1;
  }
  // What the set-up could not bring while the program ran is the set-up's to tell.
  if (error instanceof Error && error.name === 'SetupFault') throw error;
  // A damaged program is not a faulty one: whoever started it builds it anew.
  if (!invocation.isWhole()) throw error;
  complain(messages.unexpected(printable(error instanceof Error ? error.message : String(error))));
  if (commandLine.includes('--debug') && error instanceof Error) complain(error.stack ?? '');
  return 70;
}

/** Where words go: commands in them are spelled as this copy of the generator is called. */
function createVoice(generator: Generator): Voice {
  const write = (text: string): void => {
    process.stdout.write(spellCommands(text, generator));
  };
  const writeError = (text: string): void => {
    process.stderr.write(spellCommands(text, generator));
  };
  return {
    write,
    writeError,
    // Names and titles stand in it; colours do not.
    print: (line) => {
      write(`${printable(line)}\n`);
    },
    complain: (line) => {
      writeError(`${line}\n`);
    },
  };
}
