import type { EngineName, JobResults } from '../base/results.ts';

/** Job -> the engine that made its results, for the jobs whose task would rather have run on another. */
export type Fallbacks = ReadonlyMap<string, EngineName>;

/** The jobs that ran on another engine than their task's preferred one. */
export function findFallbacks(jobs: readonly JobResults[]): Fallbacks {
  const fallen = jobs.filter((job) => job.engine.name !== job.preferredEngine);
  return new Map(fallen.map((job) => [job.job, job.engine.name]));
}

/** The engines, other than the preferred ones, behind a value made of these jobs' results; sorted, each once. */
export function fallbackEngines(jobs: Iterable<string>, fallbacks: Fallbacks): readonly EngineName[] {
  if (fallbacks.size === 0) return [];
  const engines = new Set<EngineName>();
  for (const job of jobs) {
    const engine = fallbacks.get(job);
    if (engine) engines.add(engine);
  }
  return [...engines].sort();
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

/** Engine -> the mark that its numbers carry, in the order of the engines' names. */
export function engineMarks(fallbacks: Fallbacks): ReadonlyMap<EngineName, Mark> {
  const engines = [...new Set(fallbacks.values())].sort();
  return new Map(
    engines.map((engine, index) => {
      const mark = marks[index];
      if (!mark) throw new RangeError(`no mark is left for the engine ${engine}`);
      return [engine, mark];
    }),
  );
}

/** The marks of some engines in a row, to stand behind a number in TeX; nothing for none. */
export function texMarks(engines: readonly EngineName[], fallbacks: Fallbacks): string {
  if (engines.length === 0) return '';
  const known = engineMarks(fallbacks);
  return `{}^{${engines.map((engine) => known.get(engine)?.tex ?? '').join('')}}`;
}
