import type { ChildProcess } from 'node:child_process';

/** Signals a worker and whatever it forked: a worker leads a group of its own. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nobody left in the group.
  }
}
