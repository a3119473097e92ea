import { Worker } from 'node:worker_threads';

/**
 * Ends this process when its parent is gone, also while a task computes without ever coming up for air: the
 * `disconnect` event would not be seen then, so a thread looks after the parent.
 */
export function watchParent(parent: number): void {
  // On Windows the parent's number outlives the parent.
  if (process.platform === 'win32') return;
  const watch = `setInterval(() => { if (process.ppid !== ${parent}) process.kill(process.pid, 'SIGKILL'); }, 500);`;
  new Worker(watch, { eval: true, stdin: false }).unref();
}
