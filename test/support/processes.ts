import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Process ids below a process, children and their children. Linux only, as the machines that run the tests are. */
export function descendants(pid: number): number[] {
  const parents = new Map(runningProcesses().map((each) => [each, parentOf(each)]));
  const below = (parent: number): number[] =>
    [...parents].filter(([, its]) => its === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Process ids whose working folder is this one. */
export function runningIn(folder: string): number[] {
  return runningProcesses().filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder && isRunning(pid);
    } catch {
      return false;
    }
  });
}

/** Whether a process is there and not a zombie. */
export function isRunning(pid: number): boolean {
  return statOf(pid)?.state !== undefined && statOf(pid)?.state !== 'Z';
}

/** Asks every 20 ms until it is so; throws after some seconds. */
export async function until(isSo: () => boolean, seconds = 10): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`still not so after ${seconds} s: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function runningProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

function statOf(pid: number): { state: string; parent: number } | null {
  try {
    // The name in brackets may hold spaces and brackets itself.
    const [state = '', parent = '0'] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}
