import type { EngineName, FallbackName, JobResults } from '../base/results.ts';

/** Job -> what its results come from, for the jobs that did not run on the engine that their task prefers. */
export type Fallbacks = ReadonlyMap<string, readonly FallbackName[]>;

/** The jobs that ran on another engine than their task's preferred one, and those that could not run at all. */
export function findFallbacks(jobs: readonly JobResults[]): Fallbacks {
  const found = jobs.map((job) => [job.job, fallbacksOf(job)] as const);
  return new Map(found.filter(([, names]) => names.length > 0));
}

function fallbacksOf({ engine, preferredEngine, standIn }: JobResults): FallbackName[] {
  return [...(engine.name === preferredEngine ? [] : [engine.name]), ...(standIn ? ['locked' as const] : [])];
}

/** What else than preferred engines is behind a value made of these jobs' results; sorted, each once. */
export function fallbacksBehind(jobs: Iterable<string>, fallbacks: Fallbacks): readonly FallbackName[] {
  if (fallbacks.size === 0) return [];
  const names = new Set<FallbackName>();
  for (const job of jobs) for (const name of fallbacks.get(job) ?? []) names.add(name);
  return [...names].sort();
}

/** A mark in prose, and within mathematics. */
interface Mark {
  text: string;
  tex: string;
}

// As many as there are engines to fall back on.
const marks: readonly Mark[] = [
  { text: '†', tex: '\\dagger' },
  { text: '‡', tex: '\\ddagger' },
  { text: '§', tex: '\\S' },
];

/** The same whichever engines there are. */
const lockedMark: Mark = { text: '‖', tex: '\\Vert' };

/** The mark that numbers of each origin carry: engines in the order of their names, locked results last. */
export function engineMarks(fallbacks: Fallbacks): ReadonlyMap<FallbackName, Mark> {
  const names = new Set([...fallbacks.values()].flat());
  const engines = [...names].filter((name): name is EngineName => name !== 'locked').sort();
  const found = engines.map((engine, index): [FallbackName, Mark] => {
    const mark = marks[index];
    if (!mark) throw new RangeError(`no mark is left for the engine ${engine}`);
    return [engine, mark];
  });
  return new Map(names.has('locked') ? [...found, ['locked', lockedMark]] : found);
}

/** The marks of some origins in a row, to stand behind a number in TeX; nothing for none. */
export function texMarks(names: readonly FallbackName[], fallbacks: Fallbacks): string {
  if (names.length === 0) return '';
  const known = engineMarks(fallbacks);
  return `{}^{${names.map((name) => known.get(name)?.tex ?? '').join('')}}`;
}
