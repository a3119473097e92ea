import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** What a job took: seconds, and the most memory that its process held at a time, in megabytes as limits count them. */
export interface Effort {
  seconds: number;
  memory: number;
}

/** Measures the effort of this process for its job. */
export interface EffortMeter {
  /** Since the meter was created, and in the segments before. */
  read(): Effort;
  /** A job that goes on from a checkpoint took what it had taken until then. */
  goOnFrom(before: Effort): void;
}

/** Starts measuring. */
export function createEffortMeter(): EffortMeter {
  const started = performance.now();
  let before: Effort = { seconds: 0, memory: 0 };
  return {
    read: () => ({
      seconds: before.seconds + (performance.now() - started) / 1000,
      memory: Math.max(before.memory, Math.round(peakMemory())),
    }),
    goOnFrom: (effort) => {
      before = effort;
    },
  };
}

const kilobytes = 1024;

/** Megabytes. What a parent held when it forked counts in Linux's resource usage, but not in /proc. */
function peakMemory(): number {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(statusOfOwn())?.[1];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / kilobytes;
}

function statusOfOwn(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
