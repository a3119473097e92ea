import { addOnce, type Diagnostic } from '../base/diagnostic.ts';
import { digestJson } from '../base/digest.ts';
import type { Job } from '../base/job.ts';
import type { Json } from '../base/json.ts';
import * as lockMessages from '../base/messages/lock.ts';
import * as messages from '../base/messages/verify.ts';
import type { JobResults } from '../base/results.ts';
import { toEntry } from '../lock/locked-entry.ts';
import { lockFile } from '../lock/lock-names.ts';
import type { LockedResults, LockReader } from '../lock/read-locks.ts';
import type { Reason } from '../plan/reasons.ts';
import { changedParts } from '../run/changed-parts.ts';
import { completeKey } from '../run/job-key.ts';
import { describeResults } from '../run/job-results.ts';
import type { StoredEntry } from '../run/store.ts';

/** The locked results of a report's jobs. */
export interface LockedReport {
  found: ReadonlyMap<string, LockedResults>;
  /** The same as the document is filled from them, in the order of the jobs. */
  results: readonly JobResults[];
  /** What is missing, damaged, left over, or of other code, parameters, seed or data than the report has now. */
  faults: readonly Diagnostic[];
}

/** Reads the locked results of all jobs, each file once; `named`: how commands name the report. */
export async function readLockedReport(
  jobs: readonly Job[],
  locks: LockReader,
  named: string | null,
): Promise<LockedReport> {
  const found = new Map<string, LockedResults>();
  const faults: Diagnostic[] = [];
  for (const job of jobs) {
    const answer = await locks.read(job.name);
    if (answer === null)
      faults.push({
        rule: 'lock-is-there',
        place: job.place,
        message: messages.lockMissing(job.name, named),
      });
    else if ('rule' in answer) addOnce(faults, answer);
    else {
      found.set(job.name, answer);
      faults.push(...(await locks.checkBeside(answer)));
    }
  }
  return {
    found,
    results: jobs.flatMap((job) => asResults(job, found.get(job.name))),
    faults: [...faults, ...findUnfit(jobs, found, named), ...(await findLeftOver(jobs, locks, named))],
  };
}

/** With the parameters that they were made with. */
function asResults(job: Job, found: LockedResults | undefined): JobResults[] {
  if (!found) return [];
  const { parts, declaration } = found.locked;
  const described = describeResults(job, toEntry(found));
  return [{ ...described, given: parts.parameters, seed: parts.seed, specs: declaration.results }];
}

/** What a lock may differ in and still be compared with: the machine's, and what other jobs gave on it. */
const ofMachine: ReadonlySet<Reason> = new Set<Reason>(['engine']);

/** One diagnostic a job that was locked with other sources. */
function findUnfit(
  jobs: readonly Job[],
  found: ReadonlyMap<string, LockedResults>,
  named: string | null,
): Diagnostic[] {
  const entries = new Map<string, StoredEntry>();
  return jobs.flatMap((job): Diagnostic[] => {
    const own = found.get(job.name);
    if (!own || Object.values(job.inputs).some((input) => !entries.has(input.job))) return [];
    entries.set(job.name, toEntry(own));
    const { parts } = completeKey(job, entries);
    // Another engine brings its own part of the worker's code.
    const isOther = own.locked.engine.name !== job.engine.name;
    const changed = changedParts(own.locked.parts, parts).filter(
      ({ reason }) => !ofMachine.has(reason) && !(isOther && reason === 'runtime'),
    );
    if (changed.length === 0) return [];
    const reasons = [...new Set(changed.map(({ reason }) => reason))];
    const details = changed.map(({ reason, text }) => lockMessages.changeOf(reason, text));
    const message = lockMessages.lockDoesNotFit(job.name, reasons, named);
    return [{ rule: 'lock-fits', place: job.place, message, details }];
  });
}

/** Locked results of jobs that the report has no more. */
async function findLeftOver(
  jobs: readonly Job[],
  locks: LockReader,
  named: string | null,
): Promise<Diagnostic[]> {
  const known = new Set(jobs.map(({ name }) => lockFile(name)));
  const faults: Diagnostic[] = [];
  for (const name of await locks.list()) {
    const job = /^(.+)\.json$/.exec(name)?.[1];
    if (job === undefined || known.has(name)) continue;
    const read = await locks.read(job.replace(/\.(\d+)$/, '#$1'));
    const isWhole = read !== null && !('rule' in read);
    // What no job of ours wrote is the author's own.
    if (!isWhole && !(await locks.looksLocked(name))) continue;
    const message = messages.lockLeftOver(isWhole ? read.locked.job : job, named);
    faults.push({ rule: 'lock-is-needed', message, place: { file: locks.pathOf(name), line: 1, column: 1 } });
  }
  return faults;
}

/** Digest of all locked results, with their keys. */
export function digestOfLocks({ found }: LockedReport): string {
  return digestJson([...found].map(([name, { locked }]) => [name, digestJson(locked as unknown as Json)]));
}
