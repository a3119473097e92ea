import { readlink } from 'node:fs/promises';

import { ReportError } from './base/diagnostic.ts';
import * as messages from './base/messages/clean.ts';
import { isSystemError } from './base/system-error.ts';
import { planReport, standInsOf } from './plan-report.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { emptyCache } from './run/empty-cache.ts';
import { readLeases } from './run/leases.ts';
import { pruneStore } from './run/prune-store.ts';
import { sweepScratch } from './run/scratch.ts';
import { readUsedKeys, usedBy } from './run/used-keys.ts';
import { examineJobs } from './run/examine-jobs.ts';

export interface CleanOptions {
  generator: Generator;
  /** Everything that is kept for the report, instead of what it no longer needs. */
  all: boolean;
  /** Keep what was made in so many days. */
  days: number;
}

/**
 * Prunes the store: removes the results that no job of a report under this root has any more; gives lines that say
 * which. Builds under way keep what they use. Throws a ReportError where the report has mistakes, since it cannot be
 * told then what it needs.
 */
export async function cleanReport(folder: string, options: CleanOptions): Promise<readonly string[]> {
  const project = await openProject(folder, options.generator);
  try {
    return await cleanProject(project, options);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = messages.cacheNotCleaned(project.cache, error.message);
    throw new ReportError([{ rule: 'cache-is-writable', message }]);
  }
}

async function cleanProject(project: Project, options: CleanOptions): Promise<readonly string[]> {
  const { cache, config, files } = project;
  if (options.all) {
    // Through a link, names that are ours could be those of others' files.
    const link = await readlink(cache).catch(() => null);
    if (link !== null)
      throw new ReportError([{ rule: 'cache-is-a-folder', message: messages.cacheIsLink(cache, link) }]);
    const { processes } = await readLeases(cache);
    const [owner] = processes;
    if (owner !== undefined)
      throw new ReportError([{ rule: 'cache-is-free', message: messages.buildUnderWay(owner) }]);
    return [messages.cacheRemoved(cache, await emptyCache(cache))];
  }
  await sweepScratch(cache);
  const { plan } = await planReport(project, {
    generator: options.generator,
    engine: null,
    instructionSet: 'pinned',
    seeds: null,
  });
  const keys = await readUsedKeys(cache, files.root, usedBy(config));
  const findStandIn = standInsOf(project, options.generator);
  // What they gave on their engines is wanted again when these are at hand.
  const absent = new Set(plan.jobs.filter((job) => job.absent).map(({ name }) => name));
  const jobs = new Set<string>();
  for (const [name, { keyed }] of await examineJobs(plan, { cache, findStandIn })) {
    if (keyed && !absent.has(name)) keys.add(keyed.key);
    else jobs.add(name);
  }
  const since = options.days === 0 ? Number.POSITIVE_INFINITY : Date.now() - options.days * 86_400_000;
  const pruning = await pruneStore(cache, { keys, jobs, since });
  return [
    ...pruning.removed.map(messages.entryRemoved),
    ...pruning.checkpoints.map(messages.checkpointRemoved),
    messages.cleanAccount(pruning),
  ];
}
