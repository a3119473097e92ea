import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How much memory a group of processes holds, in megabytes, swapped out or not; null where the system does not say. */
export interface GroupMemory {
  /** Of the group's leader alone: cheap enough to be asked several times a second. */
  ofLeader(): number | null;
  ofAll(): Promise<number | null>;
}

/** The memory of the group that `leader` leads. Linux says it in /proc, other systems through `ps`, Windows not at all. */
export function createGroupMemory(leader: number): GroupMemory {
  if (process.platform === 'linux') {
    return {
      ofLeader: () => heldBy(String(leader)),
      ofAll: () => Promise.resolve(sum(membersOf(leader).map(heldBy))),
    };
  }
  if (process.platform === 'win32') return { ofLeader: () => null, ofAll: () => Promise.resolve(null) };
  return { ofLeader: () => null, ofAll: () => askPs(leader) };
}

function membersOf(group: number): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && groupOf(name) === group);
}

function groupOf(pid: string): number | null {
  // The name in brackets may hold spaces and brackets itself; state, parent and group follow it.
  const fields = readText(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields ? Number(fields[2]) : null;
}

function heldBy(pid: string): number | null {
  const status = readText(`/proc/${pid}/status`);
  if (status === null) return null;
  const kilobytes = [...status.matchAll(/^Vm(?:RSS|Swap):\s+(\d+) kB$/gm)].map((found) => Number(found[1]));
  return sum(kilobytes.map((each) => each / 1024));
}

/** The process may have ended meanwhile. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function askPs(group: number): Promise<number | null> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pgid=,rss='], (error, told) => {
      if (error) resolve(null);
      else resolve(readPs(told, group));
    });
  });
}

/** Megabytes of a group in what `ps -o pgid=,rss=` prints, kilobytes a process. */
export function readPs(told: string, group: number): number {
  const rows = told.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return sum(rows.filter(([its]) => its === group).map(([, kilobytes = 0]) => kilobytes / 1024)) ?? 0;
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
