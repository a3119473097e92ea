import { copyFixtures, type Run, runReport } from './run-report.ts';

/** Builds and locks a copy of the fixture `reports/locked`; gives its folder, and how the lock ended. */
export async function buildLocked(): Promise<{ folder: string; lock: Run }> {
  const folder = copyFixtures('reports/locked');
  await runReport(['build', folder]);
  return { folder, lock: await runReport(['lock', folder]) };
}
