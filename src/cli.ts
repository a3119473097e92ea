import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';

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
  /** Whether the program's own files are as they were built. */
  isWhole(): boolean;
}

/** Exit codes: 0 done, 1 the report or a number is at fault, 2 wrong usage, 70 a fault of ours, 130 interrupted, 129 hung up. */
export async function main(invocation: Invocation): Promise<number> {
  const interrupt = listenForInterrupt();
  const program = describeCommands(invocation, interrupt.signal);
  try {
    await program.parseAsync([...invocation.arguments], { from: 'user' });
    return interrupt.code() ?? 0;
  } catch (error) {
    return explain(error, interrupt.code(), invocation);
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
  describeSetup(program);
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
    .argument('[folder]', folderWords)
    .option('-j, --jobs <number>', 'jobs at a time (default: one a core)', wholeNumber)
    .addOption(engineOption())
    .option('--debug', 'show the stack of an unexpected fault')
    .action(async (folder: string | undefined, flags: BuildFlags) => {
      const started = performance.now();
      const asked = program.opts<{ debug?: boolean }>().debug ?? false;
      const { buildReport } = await import('./build.ts');
      const { createProgress } = await import('./run/progress.ts');
      const { accountOf } = await import('./account.ts');
      const options = { jobs: flags.jobs ?? null, engine: flags.engine ?? null, debug: flags.debug ?? asked };
      const watcher = createProgress(process.stderr);
      const build = await buildReport(reportFolder(folder, generator), {
        generator,
        signal,
        watcher,
        ...options,
      });
      const seconds = (performance.now() - started) / 1000;
      print(messages.buildAccount(accountOf(build, seconds)));
    });
}

function describeWhy(program: Command, generator: Generator): void {
  program
    .command('why')
    .description('the parts of a job’s key, and what changed since its last run (npm run why -- JOB)')
    .argument('<job>', 'experiment.case, or experiment')
    .argument('[folder]', folderWords)
    .addOption(engineOption())
    .action(async (job: string, folder: string | undefined, flags: BuildFlags) => {
      const { explainWhy } = await import('./why.ts');
      print(
        await explainWhy(reportFolder(folder, generator), job, { generator, engine: flags.engine ?? null }),
      );
    });
}

function describeWeights(program: Command, generator: Generator, signal: AbortSignal): void {
  program
    .command('weights')
    .description('trains the weights in weights/ again, as their manifests say (npm run weights)')
    .argument('[name]', 'one manifest of weights/; all without it')
    .option('--report <folder>', folderWords)
    .action(async (name: string | undefined, flags: { report?: string }) => {
      const { trainWeights } = await import('./weights.ts');
      const { createProgress } = await import('./run/progress.ts');
      const watcher = createProgress(process.stderr);
      const options = { generator, signal, watcher, name: name ?? null };
      for (const line of await trainWeights(reportFolder(flags.report, generator), options)) print(line);
    });
}

function describeData(program: Command, generator: Generator): void {
  program
    .command('data')
    .description('checks the files of the data sets in data/ against their manifests (npm run data)')
    .argument('[name]', 'one manifest of data/; all without it')
    .option('--report <folder>', folderWords)
    .action(async (name: string | undefined, flags: { report?: string }) => {
      const { checkData } = await import('./data.ts');
      for (const line of await checkData(reportFolder(flags.report, generator), generator, name ?? null))
        print(line);
    });
}

/** Listed only: the set-up does it itself, before this program is there. */
function describeSetup(program: Command): void {
  program
    .command('setup')
    .description('installs what is missing: npm packages, TensorFlow, this program (npm run setup)');
}

function engineOption(): Option {
  const engines: readonly EngineName[] = ['tensorflow', 'wasm', 'cpu'];
  return new Option('--engine <name>', 'run every task that can on this engine').choices([...engines]);
}

const folderWords = 'folder with a report.yaml (default: "report")';

/** Without one, `report` here, or this folder where it holds a report.yaml itself. */
function reportFolder(folder: string | undefined, { root }: Generator): string {
  if (folder !== undefined) return resolve(askedFrom(root), folder);
  return resolve(!existsSync('report/report.yaml') && existsSync('report.yaml') ? '.' : 'report');
}

/** npm runs its scripts in the package's folder, wherever the user stands. */
function askedFrom(root: string): string {
  const here = process.cwd();
  const { INIT_CWD: started, npm_lifecycle_event: script } = process.env;
  return script !== undefined && started !== undefined && relative(root, here) === '' ? started : here;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError(messages.notAWholeNumber('--jobs', text));
  return Number(text);
}

function explain(error: unknown, interrupted: number | null, invocation: Invocation): number {
  const commandLine = invocation.arguments;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (interrupted !== null) {
    complain(messages.interrupted());
    return interrupted;
  }
  if (error instanceof ReportError) {
    for (const diagnostic of error.diagnostics) complain(colourDiagnostic(diagnostic));
    if (commandLine[0] === 'build') complain(`\n${messages.nothingWritten(error.diagnostics.length)}`);
    return 1;
  }
  // A damaged program is not a faulty one: whoever started it builds it anew.
  if (!invocation.isWhole()) throw error;
  complain(messages.unexpected(error instanceof Error ? error.message : String(error)));
  if (commandLine.includes('--debug') && error instanceof Error) complain(error.stack ?? '');
  return 70;
}

function colourDiagnostic(diagnostic: Diagnostic): string {
  // In a pipe isTTY is not false but missing, which createColors would take for a default.
  const colours = pico.createColors(process.stderr.isTTY ? pico.isColorSupported : false);
  const place = diagnostic.place ? `${colours.bold(formatPlace(diagnostic.place))} ` : '';
  const details = (diagnostic.details ?? []).map((line) => `\n    ${colours.dim(line)}`).join('');
  return `${place}${colours.red(diagnostic.rule)}  ${diagnostic.message}${details}`;
}

interface Interrupt {
  signal: AbortSignal;
  /** The exit code after an interruption, else null. */
  code(): number | null;
  stop(): void;
}

const interruptCodes = { SIGINT: 130, SIGTERM: 130, SIGHUP: 129 };

/** The first Ctrl-C ends the jobs and keeps what is done; a second one ends at once. */
function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let asked: number | null = null;
  const listeners = Object.entries(interruptCodes).map(([name, code]) => {
    const listen = (): void => {
      // Only a person asks twice: a closed terminal hangs up and takes npm along, which is told by another signal.
      if (asked !== null && name !== 'SIGINT') return;
      if (asked !== null) process.exit(code);
      asked = code;
      if (name === 'SIGHUP') outliveTerminal();
      controller.abort();
    };
    process.on(name, listen);
    return () => process.off(name, listen);
  });
  const stop = (): void => {
    listeners.forEach((remove) => remove());
  };
  return { signal: controller.signal, code: () => asked, stop };
}

/** Writing to a terminal that is gone fails; what is under way is cleared up nevertheless. */
function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
