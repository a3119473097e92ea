import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import pico from 'picocolors';

import manifest from '../package.json' with { type: 'json' };
import { type Diagnostic, ReportError } from './base/diagnostic.ts';
import * as messages from './base/messages/cli.ts';
import { formatPlace } from './base/place.ts';
import type { EngineName } from './base/results.ts';
import type { Generator } from './project.ts';

/** What the set-up hands over once everything is in place. */
export interface Invocation extends Generator {
  arguments: readonly string[];
}

/** Exit codes: 0 done, 1 the report or a number is at fault, 2 wrong usage, 70 a fault of ours, 130 interrupted. */
export async function main(invocation: Invocation): Promise<number> {
  const interrupt = listenForInterrupt();
  const program = describeCommands(invocation, interrupt.signal);
  try {
    await program.parseAsync([...invocation.arguments], { from: 'user' });
    return interrupt.signal.aborted ? 130 : 0;
  } catch (error) {
    return explain(error, interrupt.signal, invocation.arguments);
  } finally {
    interrupt.stop();
  }
}

function describeCommands(generator: Generator, signal: AbortSignal): Command {
  const program = new Command('report')
    .description('Builds a report in which every number comes from code that ran.')
    .version(manifest.version)
    .option('--debug', 'show the stack of an unexpected fault')
    .showHelpAfterError('(report --help lists commands and options)')
    .exitOverride();
  describeBuild(program, generator, signal);
  describeWhy(program, generator);
  describeWeights(program, generator, signal);
  describeData(program, generator);
  return program;
}

interface BuildFlags {
  jobs?: number;
  engine?: EngineName;
  debug?: boolean;
}

function describeBuild(program: Command, generator: Generator, signal: AbortSignal): void {
  program
    .command('build')
    .description('runs what the store lacks and writes the document into dist/ (npm run report)')
    .argument('[folder]', 'folder with a report.yaml', 'report')
    .option('-j, --jobs <number>', 'jobs at a time (default: one a core)', wholeNumber)
    .addOption(engineOption())
    .option('--debug', 'show the stack of an unexpected fault')
    .action(async (folder: string, flags: BuildFlags) => {
      const started = performance.now();
      const asked = program.opts<{ debug?: boolean }>().debug ?? false;
      const { buildReport } = await import('./build.ts');
      const { createProgress } = await import('./run/progress.ts');
      const { accountOf } = await import('./account.ts');
      const options = { jobs: flags.jobs ?? null, engine: flags.engine ?? null, debug: flags.debug ?? asked };
      const watcher = createProgress(process.stderr);
      const build = await buildReport(reportFolder(folder), { generator, signal, watcher, ...options });
      const seconds = (performance.now() - started) / 1000;
      print(messages.buildAccount(accountOf(build, seconds)));
    });
}

function describeWhy(program: Command, generator: Generator): void {
  program
    .command('why')
    .description('the parts of a job’s key, and what changed since its last run (npm run why -- JOB)')
    .argument('<job>', 'experiment.case, or experiment')
    .argument('[folder]', 'folder with a report.yaml', 'report')
    .addOption(engineOption())
    .action(async (job: string, folder: string, flags: BuildFlags) => {
      const { explainWhy } = await import('./why.ts');
      print(await explainWhy(reportFolder(folder), job, { generator, engine: flags.engine ?? null }));
    });
}

function describeWeights(program: Command, generator: Generator, signal: AbortSignal): void {
  program
    .command('weights')
    .description('trains the weights in weights/ again, as their manifests say (npm run weights)')
    .argument('[name]', 'one manifest of weights/; all without it')
    .option('--report <folder>', 'folder with a report.yaml', 'report')
    .action(async (name: string | undefined, flags: { report: string }) => {
      const { trainWeights } = await import('./weights.ts');
      const { createProgress } = await import('./run/progress.ts');
      const watcher = createProgress(process.stderr);
      const options = { generator, signal, watcher, name: name ?? null };
      for (const line of await trainWeights(reportFolder(flags.report), options)) print(line);
    });
}

function describeData(program: Command, generator: Generator): void {
  program
    .command('data')
    .description('checks the files of the data sets in data/ against their manifests (npm run data)')
    .argument('[name]', 'one manifest of data/; all without it')
    .option('--report <folder>', 'folder with a report.yaml', 'report')
    .action(async (name: string | undefined, flags: { report: string }) => {
      const { checkData } = await import('./data.ts');
      for (const line of await checkData(reportFolder(flags.report), generator, name ?? null)) print(line);
    });
}

function engineOption(): Option {
  const engines: readonly EngineName[] = ['tensorflow', 'wasm', 'cpu'];
  return new Option('--engine <name>', 'run every task that can on this engine').choices([...engines]);
}

/** `report` means the folder of that name, or this folder where it holds a report.yaml itself. */
function reportFolder(folder: string): string {
  const here = folder === 'report' && !existsSync('report/report.yaml') && existsSync('report.yaml');
  return resolve(here ? '.' : folder);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError(messages.notAWholeNumber('--jobs', text));
  return Number(text);
}

function explain(error: unknown, signal: AbortSignal, commandLine: readonly string[]): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (signal.aborted) {
    complain(messages.interrupted());
    return 130;
  }
  if (error instanceof ReportError) {
    for (const diagnostic of error.diagnostics) complain(colourDiagnostic(diagnostic));
    if (commandLine[0] === 'build') complain(`\n${messages.nothingWritten(error.diagnostics.length)}`);
    return 1;
  }
  complain(messages.unexpected(error instanceof Error ? error.message : String(error)));
  if (commandLine.includes('--debug') && error instanceof Error) complain(error.stack ?? '');
  return 70;
}

function colourDiagnostic(diagnostic: Diagnostic): string {
  const colours = pico.createColors(process.stderr.isTTY && pico.isColorSupported);
  const place = diagnostic.place ? `${colours.bold(formatPlace(diagnostic.place))} ` : '';
  const details = (diagnostic.details ?? []).map((line) => `\n    ${colours.dim(line)}`).join('');
  return `${place}${colours.red(diagnostic.rule)}  ${diagnostic.message}${details}`;
}

/** The first Ctrl-C ends the jobs and keeps what is done; a second one ends at once. */
function listenForInterrupt(): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const listen = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', listen);
  process.on('SIGTERM', listen);
  const stop = (): void => {
    process.off('SIGINT', listen);
    process.off('SIGTERM', listen);
  };
  return { signal: controller.signal, stop };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
