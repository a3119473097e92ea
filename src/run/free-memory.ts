import { readFileSync } from 'node:fs';
import { freemem, platform, totalmem } from 'node:os';

const megabyte = 1024 ** 2;

/**
 * Megabytes that jobs may hold together. Linux says what is to be had without swapping, for a container too; what other
 * systems call free leaves out what they would give back, so there it is half of what the machine has.
 */
export function freeMemory(): number {
  if (platform() !== 'linux') return totalmem() / 2 / megabyte;
  // Node has it since 20.13.
  const available = (process as Partial<Pick<NodeJS.Process, 'availableMemory'>>).availableMemory;
  const free = available ? available.call(process) + readIdleFiles() : freemem();
  return Math.min(free, freemem()) / megabyte;
}

/** Where a container's own numbers stand, by the version of Linux's control groups. */
const statistics = ['/sys/fs/cgroup/memory.stat', '/sys/fs/cgroup/memory/memory.stat'];

/**
 * Bytes of files that were read and are kept for nobody: they count against a container's limit, which after an
 * installation they may fill, but are dropped for whoever wants memory.
 */
function readIdleFiles(): number {
  for (const path of statistics) {
    try {
      return idleFiles(readFileSync(path, 'utf8'));
    } catch {
      // Not this version.
    }
  }
  return 0;
}

/** The same from a control group's `memory.stat`; `total_` counts the groups below as well. */
export function idleFiles(stat: string): number {
  const bytes = /^total_inactive_file (\d+)$/m.exec(stat) ?? /^inactive_file (\d+)$/m.exec(stat);
  return Number(bytes?.[1] ?? 0);
}
