import { basename, relative } from 'node:path';

import { type Command, InvalidArgumentError, Option } from 'commander';
import pico from 'picocolors';

import { ReportError, stopOnDiagnostics } from '../base/diagnostic.ts';
import { writeNeedsSpread } from '../base/messages/spread.ts';
import * as messages from '../base/messages/verify.ts';
import { UsageError } from '../base/usage-error.ts';
import type { Verified } from '../verify.ts';
import { colourDiagnostic } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import {
  addChoices,
  type ChoiceFlags,
  debugOption,
  jobsOption,
  readChoices,
  sampleOption,
} from './options.ts';
import { optimiseLate } from './optimise-late.ts';
import type { Tools } from './tools.ts';

interface VerifyFlags extends ChoiceFlags {
  jobs?: number;
  debug?: boolean;
  only: string[];
  sample?: number;
  budget?: number;
  replay?: boolean;
  spread?: boolean;
  write?: boolean;
}

/** `report verify` */
export function describeVerify(program: Command, tools: Tools): void {
  const command = program
    .command('verify')
    .description(
      'computes everything anew and compares it, number by number, with what is locked (npm run verify)',
    )
    .argument('[folder]', folderWords)
    .addOption(onlyOption())
    .addOption(sampleOption())
    .addOption(budgetOption())
    .addOption(replayOption())
    .addOption(spreadOption())
    .option('--write', 'keep what --spread measures beside the locked results')
    .addOption(jobsOption())
    .addHelpText('after', `\n${messages.whatIsWritten()}`);
  addChoices(command)
    .addOption(debugOption())
    .action(async (folder: string | undefined, flags: VerifyFlags) => {
      if (flags.spread || flags.write) return measure(folder, { flags, program }, tools);
      if (flags.replay) optimiseLate();
      const { verifyReport } = await import('../verify.ts');
      const { createProgress } = await import('../run/progress.ts');
      const { generator, signal, complain } = tools;
      const verified = await verifyReport(reportFolder(folder, generator), {
        generator,
        signal,
        watcher: createProgress(process.stderr),
        announce: complain,
        ...readChoices(flags),
        only: flags.only,
        sample: flags.sample ?? null,
        budget: flags.budget ?? null,
        replay: flags.replay ?? false,
        jobs: flags.jobs ?? null,
        debug: flags.debug ?? program.opts<{ debug?: boolean }>().debug ?? false,
      });
      await tell(verified, tools);
    });
}

/** `report verify --spread` */
async function measure(
  folder: string | undefined,
  { flags, program }: { flags: VerifyFlags; program: Command },
  { generator, signal, print, complain }: Tools,
): Promise<void> {
  if (!flags.spread) throw new UsageError(writeNeedsSpread());
  const { measureReport } = await import('../spread.ts');
  const { createProgress } = await import('../run/progress.ts');
  const { dataset } = readChoices(flags);
  const { said, faults } = await measureReport(reportFolder(folder, generator), {
    generator,
    signal,
    watcher: createProgress(process.stderr),
    announce: complain,
    dataset,
    only: flags.only,
    sample: flags.sample ?? null,
    budget: flags.budget ?? null,
    jobs: flags.jobs ?? null,
    debug: flags.debug ?? program.opts<{ debug?: boolean }>().debug ?? false,
    write: flags.write ?? false,
  });
  said.forEach(print);
  // Of the jobs that could not be measured; the others were.
  stopOnDiagnostics(faults);
}

function onlyOption(): Option {
  return new Option(
    '--only <names>',
    'these jobs alone, and all behind these tables, figures and sections: mlp,cnn.wide,tbl-models,weights',
  )
    .argParser((text, before: string[]) => {
      const names = splitNames(text);
      if (names.length === 0) throw new InvalidArgumentError(messages.onlyNamesNothing());
      return [...before, ...names];
    })
    .default([], 'all');
}

function splitNames(text: string): string[] {
  // As a document refers to it: @tbl-models.
  return text.split(/[,\s]+/).flatMap((name) => (name === '' ? [] : [name.replace(/^@/, '')]));
}

function replayOption(): Option {
  return new Option(
    '--replay',
    'in seconds, and without TensorFlow: only what needs no tensor library, and scores from locked predictions',
  ).conflicts(['only', 'sample', 'budget', 'engine', 'instructionSet']);
}

function spreadOption(): Option {
  return new Option(
    '--spread',
    'how far results lie apart under the other instruction sets of this processor and on fallback engines',
  ).conflicts(['replay', 'engine', 'instructionSet']);
}

function budgetOption(): Option {
  return new Option(
    '--budget <time>',
    'as many jobs as fit into so much time, half of it kept for the longest: 90s, 10m, 1h30m',
  )
    .argParser(readTime)
    .conflicts('sample');
}

const units = { h: 3600, m: 60, s: 1 } as const;

/** Seconds of `90s`, `10m` or `1h30m`. */
function readTime(text: string): number {
  const match = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/.exec(text);
  const [, h = '0', m = '0', s = '0'] = match ?? [];
  const seconds = Number(h) * units.h + Number(m) * units.m + Number(s) * units.s;
  if (seconds === 0) throw new InvalidArgumentError(messages.notADuration(text));
  return seconds;
}

/** What was found, in the terminal, and where GitHub runs it at the lines of the sources. */
async function tell(
  { verification, outputs, root, named }: Verified,
  { complain, write }: Tools,
): Promise<void> {
  const { summarise } = await import('../record/summarise.ts');
  const { isTTY, columns } = process.stdout;
  const summary = summarise(verification, {
    // In a pipe isTTY is not false but missing, which createColors would take for a default.
    colours: pico.createColors(isTTY ? pico.isColorSupported : false),
    columns: isTTY ? columns : null,
    folder: named,
    files: outputs.filter(isToBeRead).map((path) => relative(process.cwd(), path)),
  });
  write(summary);
  for (const fault of verification.faults) complain(colourDiagnostic(fault));
  const { GITHUB_ACTIONS: isOnGitHub, GITHUB_WORKSPACE: workspace } = process.env;
  if (isOnGitHub === 'true') {
    const { listComplaints } = await import('../verify/complaints.ts');
    const { workflowCommand } = await import('../verify/annotations.ts');
    const folder = relative(workspace ?? process.cwd(), root);
    for (const diagnostic of listComplaints(verification)) write(`${workflowCommand(diagnostic, folder)}\n`);
  }
  // What is wrong was said.
  if (!verification.passed) throw new ReportError([]);
}

/** What a person opens, and the record; not pictures, the schema or the crate's metadata. */
function isToBeRead(path: string): boolean {
  return /\.(?:html|md)$/.test(path) || basename(path) === 'verification.json';
}
