import type { Job } from '../base/job.ts';
import type { JobResults } from '../base/results.ts';
import type { StoredEntry } from './store.ts';

/** A job's results as the document is filled from them; `standIn` where they are locked ones of a job that cannot run here. */
export function describeResults(job: Job, entry: StoredEntry, standIn = false): JobResults {
  return {
    job: job.name,
    experiment: job.experiment,
    case: job.case,
    run: job.run,
    task: job.bundle.task,
    title: job.declaration.title,
    label: job.label,
    note: job.note,
    given: job.parameters,
    results: entry.results,
    specs: job.declaration.results,
    engine: entry.record.engine,
    standIn,
    preferredEngine: job.declaration.engines[0] ?? job.engine.name,
    seed: job.seed,
    code: { file: job.bundle.file, sha256: job.bundle.sha256 },
    files: job.files.map(({ name, sha256, bytes, isMeasured }) => ({ name, sha256, bytes, isMeasured })),
    inputs: job.inputs,
    key: entry.record.key,
    measures: entry.record.run ?? null,
    folder: entry.folder,
  };
}
