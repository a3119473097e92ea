import { relative } from 'node:path';

import type { Choices } from './base/choices.ts';
import { type Diagnostic, ReportError } from './base/diagnostic.ts';
import type { DocumentPrint } from './base/document-print.ts';
import * as messages from './base/messages/diff.ts';
import { countsOf } from './base/messages/print.ts';
import { isSystemError } from './base/system-error.ts';
import { UsageError } from './base/usage-error.ts';
import { findBeyond, type Judging, type ReadJob } from './diff/judge-changes.ts';
import { findRevision } from './diff/revision.ts';
import { type Diff, writeMarkdown } from './diff/write-markdown.ts';
import { draftLocks } from './lock/draft-locks.ts';
import { lockFile, lockFolder } from './lock/lock-names.ts';
import { type LockedJob, readLockedJob } from './lock/locked-job.ts';
import { createLockReader } from './lock/read-locks.ts';
import { parseReport } from './parse/parse-report.ts';
import { planReport, standInsOf } from './plan-report.ts';
import { writeFileAtomically } from './plan/cache-files.ts';
import { commandReport } from './plan/command-folder.ts';
import { comparePrints } from './print/compare-prints.ts';
import { countChanges } from './print/count-changes.ts';
import { describeChanges } from './print/describe-changes.ts';
import { documentFile, readPrint } from './print/document-file.ts';
import { printReport, readLockedPrint } from './print-report.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { examineJobs, resultsKnown } from './run/examine-jobs.ts';

/** What is to be compared. */
export interface DiffOptions extends Choices {
  generator: Generator;
  /** A commit, or two as `A..B`; null for none. */
  revision: string | null;
  /** Whether the later side is what the store has, as of the last build. */
  run: boolean;
}

/** What a report shows at some time, and the results behind it. */
interface State {
  name: string;
  print: DocumentPrint;
  readJob: ReadJob;
}

/**
 * What a report shows otherwise than at a commit, by sentence, cell and figure: what is locked here, at a second commit,
 * or what the last build gave. Sources of commits are not read: their locked document says what they showed. Throws a
 * UsageError for a commit that git does not know, a ReportError where nothing is locked.
 */
export async function diffReport(folder: string, options: DiffOptions): Promise<Diff> {
  const project = await openProject(folder, options.generator, options);
  const named = commandReport(options.generator.root, project);
  const [from, to] = sidesOf(options);
  const before = from === null ? await stateHere(project, named) : await stateAt(project, from);
  const after = options.run
    ? await stateOfRun(project, options)
    : to === null
      ? await stateHere(project, named)
      : await stateAt(project, to);
  const changes = comparePrints(before.print, after.print);
  const experiments = await readExperiments(project);
  const beyond = await findBeyond(changes, { before: before.readJob, after: after.readJob, experiments });
  const numbers = [...beyond].filter(({ of }) => of === 'number').length;
  const summary = countsOf(countChanges(changes), numbers);
  return { from: before.name, to: after.name, changes, beyond, summary };
}

/** The differences in lines for a terminal, at most so many; the sum at the end. */
export function showDiff(diff: Diff, most: number): readonly string[] {
  if (diff.changes.length === 0) return [messages.nothingChanged(diff.from, diff.to)];
  const lines = describeChanges(diff.changes, most, (change) => diff.beyond.has(change));
  return [messages.compared(diff.from, diff.to), ...lines, diff.summary];
}

/** Writes the differences as Markdown; gives the line that says where. Throws a ReportError where that cannot be written. */
export async function writeDiff(diff: Diff, path: string): Promise<string> {
  try {
    await writeFileAtomically(path, writeMarkdown(diff));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw fault('output-is-writable', messages.notWritable(path, error.message));
  }
  return messages.written(relative(process.cwd(), path));
}

/** The commits on both sides; null for what stands here. */
function sidesOf({ revision, run }: DiffOptions): readonly [string | null, string | null] {
  if (revision === null) {
    if (!run) throw new UsageError(messages.revisionIsAsked());
    return [null, null];
  }
  const at = revision.indexOf('..');
  if (at < 0) return [revision, null];
  if (run) throw new UsageError(messages.oneSideIsRun());
  const [from, to] = [revision.slice(0, at), revision.slice(at).replace(/^\.{2,3}/, '')];
  return [from === '' ? 'HEAD' : from, to === '' ? 'HEAD' : to];
}

async function stateAt({ files, config }: Project, name: string): Promise<State> {
  const found = await findRevision(files.root, name);
  if (found === 'unknown') throw new UsageError(messages.unknownRevision(name));
  if (found === 'no git') throw fault('git-is-there', messages.noGit());
  if (found === 'no repository') throw fault('git-is-there', messages.noRepository(config.folder));
  const path = `${lockFolder(config)}/${documentFile}`;
  const called = messages.revisionName(name, found.hash);
  const text = await found.read(path);
  if (text === null) throw fault('document-is-locked', messages.notLockedAt(called, path));
  const print = readPrint(text);
  if (typeof print === 'string') throw fault('document-is-locked', messages.damagedAt(called, path, print));
  const readJob: ReadJob = async (job) =>
    readJobIn(job, await found.read(`${lockFolder(config)}/${lockFile(job)}`));
  return { name: called, print, readJob };
}

async function stateHere(project: Project, named: string | null): Promise<State> {
  const print = await readLockedPrint(project);
  if (print === null) throw fault('document-is-locked', messages.notLocked(named));
  if (typeof print === 'string') throw fault('document-is-locked', messages.isDamaged(print, named));
  const folder = lockFolder(project.config);
  const readJob: ReadJob = async (job) =>
    readJobIn(job, await project.files.readText(`${folder}/${lockFile(job)}`).catch(() => null));
  return { name: messages.workingTree, print, readJob };
}

/** Results that cannot be read say nothing. */
function readJobIn(job: string, text: string | null): LockedJob | null {
  const locked = text === null ? null : readLockedJob(text, job);
  return typeof locked === 'string' ? null : locked;
}

/** The store's results as a lock would take them; claims that they refute are no mistake here, but what is to be told. */
async function stateOfRun(project: Project, options: DiffOptions): Promise<State> {
  const { config, files, cache } = project;
  const named = commandReport(options.generator.root, project);
  const { report, plan } = await planReport(project, options);
  const states = await examineJobs(plan, { cache, findStandIn: standInsOf(project, options.generator) });
  const reader = createLockReader({ config, files, named });
  const drafts = await draftLocks(plan, states, { reader, named });
  const print = await printReport(report, resultsKnown(plan, states), project, { keepGoing: true });
  const jobs = new Map(drafts.map(({ locked }) => [locked.job, locked]));
  return { name: messages.lastRun, print, readJob: (job) => Promise.resolve(jobs.get(job) ?? null) };
}

/** For the tolerances that they declare now; sources with mistakes declare none. */
async function readExperiments({ config, files, latest }: Project): Promise<Judging['experiments']> {
  try {
    return (await parseReport(config, files, latest)).experiments;
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return [];
  }
}

function fault(rule: Diagnostic['rule'], message: string): ReportError {
  return new ReportError([{ rule, message }]);
}
