import { type Diagnostic, ReportError } from './base/diagnostic.ts';
import type { LockedNumbers } from './base/messages/locked-numbers.ts';
import { isQuoted, listShown, type Shown } from './base/origins.ts';
import { formatPlace } from './base/place.ts';
import type { FilledDocument } from './base/report.ts';
import type { JobResults } from './base/results.ts';
import { fillReport } from './fill/fill-report.ts';
import { compareJobs, type ComparedJobs } from './lock/compare-jobs.ts';
import { openKnownLocks } from './lock/known-locks.ts';
import { lockFolder } from './lock/lock-names.ts';
import { createLockReader } from './lock/read-locks.ts';
import { parseReport } from './parse/parse-report.ts';
import type { Project } from './project.ts';

/**
 * How many of the numbers that a document shows are those that the locked results would show; durations, which are the
 * machine's, do not count. Null where nothing is locked.
 */
export async function compareWithLocked(
  document: FilledDocument,
  jobs: readonly JobResults[],
  project: Project,
): Promise<{ numbers: LockedNumbers; damaged: readonly Diagnostic[] } | null> {
  const { config, files } = project;
  const locks = await openKnownLocks(lockFolder(config), project.latest);
  const compared = await compareJobs(jobs, createLockReader({ config, files, named: null, known: locks }));
  if (compared === null) return null;
  await locks.remember();
  const shown = numbersOf(document);
  const open = shown.filter((each) => !each.origin.timed);
  const unlocked = open.filter(({ origin }) => origin.jobs.some((job) => compared.unlocked.has(job)));
  const known = open.filter(({ origin }) => !origin.jobs.some((job) => compared.unlocked.has(job)));
  const differing = compared.equal.size === jobs.length ? [] : await findDiffering(known, compared, project);
  const numbers = {
    equal: known.length - differing.length,
    differing,
    unlocked: unlocked.length,
    timed: shown.length - open.length,
  };
  return { numbers, damaged: compared.damaged };
}

/** A figure is no number, whatever it draws. */
function numbersOf(document: FilledDocument): Shown[] {
  return listShown(document).filter(({ as, origin }) => as !== 'figure' && !isQuoted(origin));
}

/** The document is filled once more, from the locked results: what is printed otherwise differs. */
async function findDiffering(
  known: readonly Shown[],
  compared: ComparedJobs,
  project: Project,
): Promise<LockedNumbers['differing']> {
  const locked = await fillLocked(compared.locked, project);
  return known.flatMap((each) => {
    const { jobs, place, expression } = each.origin;
    const before = locked.get(nameOf(each))?.shift();
    if (jobs.length > 0 && jobs.every((job) => compared.equal.has(job))) return [];
    // What is no text, as in mathematics, is taken by its results.
    if (each.text !== null && before?.text === each.text) return [];
    if (each.text === null && jobs.length === 0) return [];
    return [{ place: formatPlace(place), expression, now: each.text, locked: before?.text ?? null }];
  });
}

/** What the locked results would show, by place and expression, in reading order. */
async function fillLocked(results: readonly JobResults[], project: Project): Promise<Map<string, Shown[]>> {
  const byName = new Map<string, Shown[]>();
  try {
    // Filling changes the trees, so they are read again.
    const report = await parseReport(project.config, project.files);
    for (const shown of numbersOf(await fillReport(report, results, project.made, { keepGoing: true }))) {
      const name = nameOf(shown);
      byName.set(name, [...(byName.get(name) ?? []), shown]);
    }
  } catch (error) {
    // The locked results may lack what the report shows now: all of it differs, then.
    if (!(error instanceof ReportError)) throw error;
  }
  return byName;
}

function nameOf({ as, origin }: Shown): string {
  return [as, formatPlace(origin.place), origin.expression].join('\0');
}
