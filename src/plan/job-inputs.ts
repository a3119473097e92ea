import type { Diagnostic } from '../base/diagnostic.ts';
import type { Job, JobInput } from '../base/job.ts';
import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';

/** A job before its inputs are resolved: what the author wrote for each, and where. */
export interface JobDraft {
  job: Omit<Job, 'inputs'>;
  wanted: { readonly [name: string]: string };
  placeOfInput(name: string): Place;
}

/**
 * Resolves `inputs: {weights: cnn.baseline.weights}` to jobs and paths into their results; checks names and kinds
 * against both declarations; gives the jobs so that each stands behind those it takes from.
 */
export function resolveInputs(drafts: readonly JobDraft[]): { jobs: Job[]; faults: Diagnostic[] } {
  const byName = new Map(drafts.map((draft) => [draft.job.name, draft]));
  const faults: Diagnostic[] = [];
  const jobs = drafts.map((draft): Job => {
    const { inputs, faults: own } = resolveDraft(draft, byName);
    faults.push(...own);
    return { ...draft.job, inputs };
  });
  const ordered = faults.length > 0 ? jobs : orderJobs(jobs, byName, faults);
  return { jobs: ordered, faults };
}

type Drafts = ReadonlyMap<string, JobDraft>;

function resolveDraft(
  draft: JobDraft,
  byName: Drafts,
): { inputs: Record<string, JobInput>; faults: Diagnostic[] } {
  const { declaration } = draft.job;
  const inputs: Record<string, JobInput> = {};
  const faults: Diagnostic[] = [];
  const fault = (name: string, message: string): number =>
    faults.push({ rule: 'input-is-known', place: draft.placeOfInput(name), message });
  for (const [name, written] of Object.entries(draft.wanted)) {
    const expected = declaration.inputs[name];
    const known = Object.keys(declaration.inputs);
    if (expected === undefined) {
      fault(
        name,
        messages.unknownInput(name, draft.job.bundle.task, { known, nearest: nearestName(name, known) }),
      );
      continue;
    }
    const found = findResult(written, byName);
    if (typeof found === 'string') fault(name, found);
    else if (found.spec.kind !== expected)
      fault(name, messages.wrongInputKind(written, found.spec.kind, expected));
    else inputs[name] = found.input;
  }
  for (const name of Object.keys(declaration.inputs)) {
    if (!(name in draft.wanted)) fault(name, messages.missingInput(name, draft.job.bundle.task));
  }
  return { inputs, faults };
}

/** The job whose name is the longest beginning of the path, and the result under the rest; a string says what is wrong. */
function findResult(written: string, byName: Drafts): { input: JobInput; spec: ResultSpec } | string {
  const words = written.split('.');
  const length = [2, 1].find((count) => words.length > count && byName.has(words.slice(0, count).join('.')));
  if (length === undefined)
    return messages.unknownInputJob(written, nearestName(jobPart(words), byName.keys()));
  const job = words.slice(0, length).join('.');
  const path = words.slice(length);
  const spec = specAt(byName.get(job)?.job.declaration.results ?? {}, path);
  if (spec) return { input: { job, path }, spec };
  const known = Object.keys(byName.get(job)?.job.declaration.results ?? {});
  const wanted = path.join('.');
  return messages.unknownInputResult(job, wanted, { known, nearest: nearestName(wanted, known) });
}

function jobPart(words: readonly string[]): string {
  return words.slice(0, Math.max(1, Math.min(2, words.length - 1))).join('.');
}

/** What a declaration says at a path into its results; null where there is nothing. */
export function specAt(results: ResultSpecs, path: readonly string[]): ResultSpec | null {
  const [name, ...rest] = path;
  const spec = name === undefined || !Object.hasOwn(results, name) ? undefined : results[name];
  if (!spec) return null;
  if (rest.length === 0) return spec;
  return spec.kind === 'group' ? specAt(spec.results, rest) : null;
}

function orderJobs(jobs: readonly Job[], drafts: Drafts, faults: Diagnostic[]): Job[] {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const ordered = new Set<Job>();
  const visit = (job: Job, way: readonly string[]): void => {
    if (ordered.has(job)) return;
    for (const [input, { job: upstream }] of Object.entries(job.inputs)) {
      const producer = byName.get(upstream);
      if (!producer) continue;
      const cycle = [...way, job.name];
      if (cycle.includes(upstream)) {
        faults.push(
          cycleFault([...cycle.slice(cycle.indexOf(upstream)), upstream], drafts.get(job.name), input),
        );
        return;
      }
      visit(producer, cycle);
    }
    ordered.add(job);
  };
  for (const job of jobs) visit(job, []);
  return [...ordered];
}

function cycleFault(cycle: readonly string[], draft: JobDraft | undefined, input: string): Diagnostic {
  const fault = { rule: 'inputs-end-somewhere', message: messages.inputCycle(cycle) };
  return draft ? { ...fault, place: draft.placeOfInput(input) } : fault;
}
