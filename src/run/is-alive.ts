import { readFileSync } from 'node:fs';

/**
 * Names this process in files that others read, `1234-567890`: its number, and when it started, since a number is soon
 * another's (in a container every build may have the same).
 */
export function ownMark(): string {
  return `${process.pid}-${startOf(process.pid) ?? 0}`;
}

/** The process number in a mark, or in a name that begins with one. */
export function ownerOf(mark: string): number {
  return Number.parseInt(mark, 10);
}

/** Whether the process of a mark, or of a name that begins with one, runs on this machine. */
export function isAlive(mark: string): boolean {
  const pid = ownerOf(mark);
  if (!Number.isInteger(pid) || pid <= 0 || !hasProcess(pid)) return false;
  const started = /^\d+-(\d+)(?![\da-f])/.exec(mark)?.[1] ?? '0';
  const found = startOf(pid);
  return started === '0' || found === null || found === started;
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ticks from the machine's start to the process's; null where the system does not say (it does on Linux). */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself; the 22nd field is the 20th behind it.
    return stat.replace(/^.*\) /s, '').split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
