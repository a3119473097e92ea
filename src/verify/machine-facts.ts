import type { Job } from '../base/job.ts';
import type { Json } from '../base/json.ts';
import type { JobResults } from '../base/results.ts';
import { describeMachine } from '../lock/durations-file.ts';
import type { LockedResults } from '../lock/read-locks.ts';
import { compareMachines } from './compare-machines.ts';
import type { MachineFacts, VerifiedJob } from './verification.ts';

/** This machine, as far as it is the same for all jobs. */
export function thisMachine(): MachineFacts {
  const { cpu, platform, node = null } = describeMachine();
  return { cpu, platform, engine: null, instructionSet: null, node };
}

/** What a job ran on here, and what its locked results were made on. */
export function describeMachines(
  job: Job,
  locked: LockedResults | undefined,
  now: JobResults | undefined,
): VerifiedJob['machine'] {
  const before = locked ? factsOfLock(locked) : null;
  const here = now ? { ...thisMachine(), ...engineFacts(now.engine.title, job.engine.parts['isa']) } : null;
  return { locked: before, now: here, differs: compareMachines(before, here) };
}

function factsOfLock({ locked, timed }: LockedResults): MachineFacts {
  const machine = timed?.machine;
  return {
    cpu: machine?.cpu ?? null,
    platform: machine?.platform ?? null,
    node: machine?.node ?? null,
    ...engineFacts(locked.engine.title, locked.parts.engine['isa']),
  };
}

function engineFacts(engine: string, isa: Json | undefined): Pick<MachineFacts, 'engine' | 'instructionSet'> {
  return { engine, instructionSet: typeof isa === 'string' ? isa : null };
}
