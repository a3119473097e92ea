import type { Diagnostic } from '../base/diagnostic.ts';
import type { Experiment, ExperimentCase } from '../base/experiment.ts';
import type { Bundle, EngineChoice, Job } from '../base/job.ts';
import * as messages from '../base/messages/lock.ts';
import type { ReportConfig } from '../base/report.ts';
import type { EngineName } from '../base/results.ts';
import { isDiagnostics } from '../plan/bundle-task.ts';
import { checkSeeds, listCases, listRuns, type CaseRun } from '../plan/case-runs.ts';
import type { JobDraft } from '../plan/job-inputs.ts';
import { writtenParameters } from '../plan/parameters.ts';
import type { ReadBundle } from '../plan/read-task.ts';
import { runtimeParts, type Runtime } from '../plan/runtime.ts';
import { readTaskFiles, type TaskFileTools } from '../plan/task-files.ts';
import type { VerifyFile } from '../plan/verify-files.ts';
import type { LockedJob } from './locked-job.ts';
import { completeAsLocked } from './parameters-as-locked.ts';
import type { LockedResults, LockReader } from './read-locks.ts';

/** What turning an experiment into jobs needs where nothing may be executed. */
export interface LockedDraftTools extends TaskFileTools {
  config: ReportConfig;
  locks: LockReader;
  readBundle: ReadBundle;
  runtime: Runtime;
  /** How commands name the report. */
  named: string | null;
}

/** The jobs of an experiment as they are now, with what the locked results say of their task; and those results. */
export interface LockedDrafts {
  drafts: readonly JobDraft[];
  found: readonly LockedResults[];
  faults: readonly Diagnostic[];
}

/** Plans an experiment without evaluating anything: what a declaration said stands in the locked results. */
export async function draftLockedJobs(
  experiment: Experiment,
  tools: LockedDraftTools,
): Promise<LockedDrafts> {
  const drafts: JobDraft[] = [];
  const found: LockedResults[] = [];
  const bundle = await tools.readBundle(experiment.task, experiment.taskPlace);
  const faults: Diagnostic[] = isDiagnostics(bundle) ? [...bundle] : [];
  for (const given of listCases(experiment)) {
    for (const run of listRuns(experiment, given, tools.config.seed)) {
      const locked = await readLock(run, tools);
      if ('rule' in locked) {
        faults.push(locked);
        continue;
      }
      found.push(locked);
      if (isDiagnostics(bundle)) continue;
      const drafted = await draftRun(run, { experiment, given, bundle, locked: locked.locked }, tools);
      drafts.push(drafted.draft);
      faults.push(...drafted.faults);
    }
  }
  return { drafts, found, faults };
}

async function readLock({ said }: CaseRun, tools: LockedDraftTools): Promise<LockedResults | Diagnostic> {
  const locked = await tools.locks.read(said.name);
  if (locked !== null) return locked;
  const message = messages.lockIsMissing(said.name, tools.named);
  return { rule: 'lock-is-there', place: said.place, message };
}

interface Locked {
  experiment: Experiment;
  given: ExperimentCase | null;
  bundle: Bundle;
  locked: LockedJob;
}

async function draftRun(
  { said, seed, wanted, placeOfInput }: CaseRun,
  { experiment, given, bundle, locked }: Locked,
  tools: LockedDraftTools,
): Promise<{ draft: JobDraft; faults: Diagnostic[] }> {
  const { declaration } = locked;
  const fields = given ?? experiment.shared;
  const written = writtenParameters(experiment, fields);
  const verify = believeLocked(locked, tools.verify);
  const files = await readTaskFiles(declaration, experiment.taskPlace, { ...tools, verify });
  const misplaced = checkSeeds(experiment, fields, declaration.random);
  const engine = engineOf(locked);
  const job: Omit<Job, 'inputs'> = {
    ...said,
    bundle,
    declaration,
    written,
    parameters: completeAsLocked(written, locked),
    seed: declaration.random ? seed : null,
    files: files.found,
    engine,
    absent: null,
    runtime: runtimeParts(tools.runtime, declaration, engine),
    limits: tools.config.limits,
  };
  const faults = misplaced ? [misplaced, ...files.faults] : files.faults;
  return { draft: { job, wanted, placeOfInput }, faults };
}

/** Of a set that was never fetched here, and whose manifest has no digests, nothing says that it is another than locked. */
function believeLocked({ parts }: LockedJob, verify: VerifyFile): VerifyFile {
  return async (manifest, file, kind) => {
    const answer = await verify(manifest, file, kind);
    const name = `${manifest.name}/${file.name}`;
    const sha256 = parts.files[name];
    if (!('rule' in answer) || answer.rule !== 'data-is-fetched' || sha256 === undefined) return answer;
    return { name, sha256, path: '', bytes: file.bytes ?? 0, isMeasured: true };
  };
}

/** The engine that made the locked results: whether it is at hand does not count. */
export function engineOf({ engine, parts }: LockedJob): EngineChoice {
  const { name, ...others } = parts.engine;
  return { name: name as EngineName, title: engine.title, parts: others };
}
