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
  return (available?.call(process) ?? freemem()) / megabyte;
}
