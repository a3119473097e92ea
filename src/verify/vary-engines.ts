import type { EngineChoice, Job } from '../base/job.ts';
import type { Engines } from '../plan/engines.ts';
import { type Runtime, runtimeParts } from '../plan/runtime.ts';

/** The same jobs under another instruction set, or each on the next engine that it can run on. */
export interface Variant {
  name: string;
  /** In the order of the plan; jobs that it changes nothing of are as they were. */
  jobs: readonly Job[];
}

/** What jobs can be run on here. */
export interface EngineOffer {
  engines: Engines;
  runtime: Runtime;
  /** Instruction sets besides the pinned one, as they stand in keys. */
  sets: readonly string[];
}

/**
 * The variants of some jobs that differ from them: one an instruction set, where any runs on TensorFlow, and one with the
 * fallback engines, where any has one. Empty where results do not depend on the machine.
 */
export function listVariants(jobs: readonly Job[], { engines, runtime, sets }: EngineOffer): Variant[] {
  const onSets = sets.map((isa) => ({
    name: nameOfSet(isa),
    engineOf: ({ engine }: Job): EngineChoice | null =>
      engine.name === 'tensorflow' ? { ...engine, parts: { ...engine.parts, isa } } : null,
  }));
  const fallback = { name: 'fallback', engineOf: (job: Job) => fallbackOf(job, engines) };
  return [...onSets, fallback].flatMap(({ name, engineOf }): Variant[] => {
    if (!jobs.some(engineOf)) return [];
    return [{ name, jobs: jobs.map((job) => withEngine(job, engineOf(job), runtime)) }];
  });
}

/** `native: avx avx2 …` is too long a name for what it is. */
function nameOfSet(isa: string): string {
  return isa.replace(/:.*$/, '');
}

function fallbackOf({ engine, declaration }: Job, { atHand }: Engines): EngineChoice | null {
  const next = declaration.engines.slice(declaration.engines.indexOf(engine.name) + 1);
  const found = next.find((name) => name !== 'javascript' && atHand.has(name));
  return found === undefined ? null : (atHand.get(found) ?? null);
}

function withEngine(job: Job, engine: EngineChoice | null, runtime: Runtime): Job {
  return engine ? { ...job, engine, runtime: runtimeParts(runtime, job.declaration, engine) } : job;
}

/** The jobs that come out of variants otherwise, directly or by their inputs, and those that they take from. */
export function listVarying(jobs: readonly Job[], variants: readonly Variant[]): ReadonlySet<string> {
  const varying = new Set<string>();
  // Every job stands behind those it takes from.
  jobs.forEach((job, index) => {
    const isVaried = variants.some((variant) => variant.jobs[index] !== job);
    if (isVaried || Object.values(job.inputs).some((input) => varying.has(input.job))) varying.add(job.name);
  });
  return varying;
}

/** Names with all that they take results from. */
export function withInputs(names: ReadonlySet<string>, jobs: readonly Job[]): ReadonlySet<string> {
  const needed = new Set(names);
  for (const job of [...jobs].reverse()) {
    if (needed.has(job.name)) for (const input of Object.values(job.inputs)) needed.add(input.job);
  }
  return needed;
}
