import type { MachineFacts } from './verification.ts';

/**
 * Which facts of the machine that locked results were made on are others here: where bits differ, what may be why. Facts
 * that one of both does not know say nothing.
 */
export function compareMachines(
  locked: MachineFacts | null,
  now: MachineFacts | null,
): (keyof MachineFacts)[] {
  if (!locked || !now) return [];
  const names = ['cpu', 'platform', 'engine', 'instructionSet', 'node'] as const;
  return names.filter((name) => locked[name] !== null && now[name] !== null && locked[name] !== now[name]);
}
