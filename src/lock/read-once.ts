import type { LockReader } from './read-locks.ts';

/**
 * The same reader for a command that asks twice for locked results, to plan and to compare: each job's are read, and what
 * lies beside them is checked, once. Whoever writes locked results in between needs another.
 */
export function readLocksOnce(reader: LockReader): LockReader {
  const read = new Map<string, ReturnType<LockReader['read']>>();
  const checked = new Map<string, ReturnType<LockReader['checkBeside']>>();
  return {
    ...reader,
    read: (job) => once(read, job, () => reader.read(job)),
    checkBeside: (found) => once(checked, found.locked.job, () => reader.checkBeside(found)),
  };
}

function once<Answer>(known: Map<string, Answer>, name: string, ask: () => Answer): Answer {
  const answer = known.get(name) ?? ask();
  known.set(name, answer);
  return answer;
}
