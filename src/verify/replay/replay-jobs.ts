import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Bundle, Job } from '../../base/job.ts';
import * as messages from '../../base/messages/replay.ts';
import type { Place } from '../../base/place.ts';
import type { Replay } from '../../base/replay.ts';
import type { JobResults, ResultTree } from '../../base/results.ts';
import type { VerifiedResult } from '../../base/verification.ts';
import { isStoredFile } from '../../run/input-value.ts';
import { compareReplayed } from './compare-replayed.ts';
import { findReplays, type ReplayBundleTools } from './find-replays.ts';
import { gatherReads } from './gather-reads.ts';
import { splitRead, type ReplayJob } from './replay-order.ts';
import { takeOver } from './take-over.ts';
import { runReplay, type ReplayTools } from './run-replay.ts';

/** A job whose results were computed again from locked ones, as far as they follow from these. */
export interface ReplayedJob {
  job: string;
  results: readonly VerifiedResult[];
  /** Its locked results with those computed here in their place. */
  now: JobResults;
}

/** What came of all replays. */
export interface Replayed {
  jobs: readonly ReplayedJob[];
  /** Replays that do not work, and locked files that do not fit together. */
  faults: readonly Diagnostic[];
}

/** What replaying needs. */
export type ReplayJobsTools = ReplayBundleTools &
  ReplayTools & {
    /** Folder of the locked results, relative to the root, for the places of faults. */
    folder: string;
    /** How commands name the report; null where they need not. */
    named: string | null;
  };

/**
 * Computes again what follows from locked results: of every job whose task has a replay, all jobs of a task in one process.
 * Never loads a tensor library. `locked` are the locked results of all jobs of the report, their files known to be whole.
 */
export async function replayJobs(
  jobs: readonly Job[],
  locked: readonly JobResults[],
  tools: ReplayJobsTools,
): Promise<Replayed> {
  const byName = new Map(locked.map((each) => [each.job, each]));
  const { bundles, faults } = await findReplays(jobs, tools);
  const answers = await Promise.all(
    [...bundles].map(([task, bundle]) => {
      const own = jobs.filter((job) => job.bundle.task === task);
      return replayTask(bundle, own, { ...tools, byName });
    }),
  );
  return {
    jobs: answers.flatMap((each) => each.jobs),
    faults: [...faults, ...answers.flatMap((each) => each.faults)],
  };
}

type TaskTools = ReplayJobsTools & { byName: ReadonlyMap<string, JobResults> };

async function replayTask(bundle: Bundle, jobs: readonly Job[], tools: TaskTools): Promise<Replayed> {
  const ready = jobs.flatMap((job) => gatherReads(job, tools.byName) ?? []);
  const answer = await runReplay(bundle, ready, tools);
  if ('rule' in answer) return { jobs: [], faults: [answer] };
  const { replay } = answer;
  const judged = answer.jobs.map((said) => {
    const job = tools.byName.get(said.job);
    const gathered = ready.find((each) => each.job === said.job);
    if (!job || !gathered) return { jobs: [], faults: [] };
    return judge({ job, gathered, said }, plain(replay), tools);
  });
  return { jobs: judged.flatMap((each) => each.jobs), faults: judged.flatMap((each) => each.faults) };
}

/** Without members that zod leaves undefined. */
function plain({
  reads,
  results,
  consistent,
}: { [name in keyof Replay]?: Replay[name] | undefined }): Replay {
  return { reads: reads ?? [], results: results ?? [], consistent: consistent ?? [] };
}

interface Said {
  job: JobResults;
  gathered: ReplayJob;
  said: { job: string; results: object } | { job: string; failure: string };
}

function judge({ job, gathered, said }: Said, replay: Replay, tools: ReplayJobsTools): Replayed {
  const fault = (reason: string): Diagnostic => ({
    rule: 'replay-fits',
    place: placeOf(job, replay, tools),
    message: messages.replayFails(job.job, reason, tools.named),
  });
  const unread = replay.reads.filter((name) => isUnreadable(name, gathered));
  if (unread.length > 0)
    return { jobs: [], faults: unread.map((name) => fault(messages.bytesNotLocked(name))) };
  if ('failure' in said) return { jobs: [], faults: [fault(said.failure)] };
  // Compared with what is locked, kind by kind: what has another shape is another result.
  const tree = said.results as ResultTree;
  const { results, lacking } = compareReplayed(job, replay, tree);
  return { jobs: [{ job: job.job, results, now: takeOver(job, tree) }], faults: lacking.map(fault) };
}

/** Whether a name leads to a file whose bytes are not locked. */
function isUnreadable(name: string, { files, own, inputs }: ReplayJob): boolean {
  const { input, path } = splitRead(name);
  const value = (input === null ? own : inputs[input])?.[path];
  return value !== undefined && isStoredFile(value) && !(name in files);
}

/** The first of the job's own files that the replay reads; else its locked results. */
function placeOf(job: JobResults, replay: Replay, { folder }: ReplayJobsTools): Place {
  const files = replay.reads.flatMap((name) => {
    const value = name.includes('/') ? undefined : job.results[name];
    return value !== undefined && isStoredFile(value) ? [value.name] : [];
  });
  return { file: `${folder}/${files[0] ?? `${job.job.replace('#', '.')}.json`}`, line: 1, column: 1 };
}
