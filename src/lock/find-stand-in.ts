import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/lock.ts';
import { runtimeParts, type Runtime } from '../plan/runtime.ts';
import { changedParts } from '../run/changed-parts.ts';
import { completeKey } from '../run/job-key.ts';
import type { FindStandIn, StandIn } from '../run/stand-in.ts';
import { engineOf } from './draft-locked-jobs.ts';
import { toEntry } from './locked-entry.ts';
import type { LockedResults, LockReader } from './read-locks.ts';

/**
 * Creates what finds the locked results of jobs that cannot run here. They must be those of the job's code, parameters,
 * seed, data, inputs and packages, as where nothing is executed; the engine is the one that made them.
 */
export function createFindStandIn(locks: LockReader, runtime: Runtime): FindStandIn {
  return async (job, upstream) => {
    const found = await locks.read(job.name);
    if (found === null) return none([messages.nothingStandsIn()]);
    if ('rule' in found) return none([found.message]);
    const engine = engineOf(found.locked);
    if (job.absent && !job.absent.engines.includes(engine.name))
      return none([messages.standInOfEngine(engine.title)]);
    const keyed = completeKey(asLocked(job, found, runtime), upstream);
    const changed = changedParts(found.locked.parts, keyed.parts);
    if (changed.length > 0) {
      const reasons = [...new Set(changed.map(({ reason }) => reason))];
      const lines = changed.map(({ reason, text }) => messages.changeOf(reason, text));
      return { type: 'none', reasons, details: [messages.standInDiffers(reasons), ...lines] };
    }
    const damaged = await locks.checkBeside(found);
    if (damaged.length > 0) return none(damaged.map(({ message }) => message));
    return { type: 'found', keyed, entry: toEntry(found) };
  };
}

/** As if the engine that made the locked results were at hand. */
function asLocked(job: Job, { locked }: LockedResults, runtime: Runtime): Job {
  const engine = engineOf(locked);
  return { ...job, engine, runtime: runtimeParts(runtime, job.declaration, engine) };
}

function none(details: readonly string[]): StandIn {
  return { type: 'none', reasons: [], details };
}
