import { signalGroup } from './process-group.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Workers whose job is done and that left nothing behind; they wait for another job of the same task. */
export interface IdleWorkers {
  /** One that waits for jobs of this `kind`; undefined where there is none. */
  take(kind: string): WorkerProcess | undefined;
  put(kind: string, worker: WorkerProcess): void;
  /** Ends all that wait. */
  end(): Promise<void>;
}

/** Creates a place for workers to wait in. */
export function createIdleWorkers(): IdleWorkers {
  const waiting: { kind: string; worker: WorkerProcess }[] = [];
  return {
    take: (kind) => {
      const at = waiting.findIndex((each) => each.kind === kind && each.worker.runs());
      return at < 0 ? undefined : waiting.splice(at, 1)[0]?.worker;
    },
    put: (kind, worker) => {
      worker.isUsed = true;
      waiting.push({ kind, worker });
    },
    end: async () => {
      const all = waiting.splice(0);
      for (const { worker } of all) if (worker.runs()) signalGroup(worker.child, 'SIGKILL');
      await Promise.all(all.map(({ worker }) => worker.ended));
    },
  };
}
