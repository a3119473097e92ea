import { signalGroup } from './process-group.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Workers whose job is done and that left nothing behind; they wait for another job of the same task. */
export interface IdleWorkers {
  /** One that waits for jobs of this `kind`; undefined where there is none, and then one of another kind makes room for it. */
  take(kind: string): WorkerProcess | undefined;
  put(kind: string, worker: WorkerProcess): void;
  /** Ends all that wait. */
  end(): Promise<void>;
}

/** Creates a place for workers to wait in. */
export function createIdleWorkers(): IdleWorkers {
  const waiting: { kind: string; worker: WorkerProcess }[] = [];
  const stopped: Promise<unknown>[] = [];
  const stop = ({ worker }: { worker: WorkerProcess }): void => {
    if (worker.runs()) signalGroup(worker.child, 'SIGKILL');
    stopped.push(worker.ended);
  };
  return {
    take: (kind) => {
      const at = waiting.findIndex((each) => each.kind === kind && each.worker.runs());
      if (at >= 0) return waiting.splice(at, 1)[0]?.worker;
      // So no more wait than ran at once.
      waiting.splice(0, 1).forEach(stop);
      return undefined;
    },
    put: (kind, worker) => {
      worker.isUsed = true;
      waiting.push({ kind, worker });
    },
    end: async () => {
      waiting.splice(0).forEach(stop);
      await Promise.all(stopped);
    },
  };
}
