import type { Diagnostic } from '../base/diagnostic.ts';
import type { ReportConfig } from '../base/report.ts';
import type { EngineName } from '../base/results.ts';
import type { CaseFields, Experiment, ExperimentCase } from '../base/experiment.ts';
import { isDiagnostics } from './bundle-task.ts';
import { checkSeeds, listCases, listRuns } from './case-runs.ts';
import { chooseEngine, type Engines } from './engines.ts';
import type { JobDraft } from './job-inputs.ts';
import { checkTolerances } from './check-tolerances.ts';
import { checkParameters, readParameterSchema, type ParameterSchema } from './parameters.ts';
import type { PlannedTask, ReadTask } from './read-task.ts';
import { runtimeParts, type Runtime } from './runtime.ts';

/** What turning an experiment into jobs needs. */
export interface DraftTools {
  config: ReportConfig;
  readTask: ReadTask;
  engines: Engines;
  runtime: Runtime;
  forced: EngineName | null;
}

/** The jobs of one experiment, inputs not yet resolved: one a case, more where a case has several seeds. */
export async function draftJobs(
  experiment: Experiment,
  tools: DraftTools,
): Promise<{ drafts: JobDraft[]; faults: Diagnostic[] }> {
  const task = await tools.readTask(experiment.task, experiment.taskPlace);
  if (isDiagnostics(task)) return { drafts: [], faults: [...task] };
  const drafts: JobDraft[] = [];
  const faults: Diagnostic[] = [];
  const schema = readParameterSchema(task.declaration.parameters);
  for (const each of listCases(experiment)) {
    const drafted = draftCase(experiment, each, { ...task, schema }, tools);
    if ('rule' in drafted) faults.push(drafted);
    else if (isDiagnostics(drafted)) faults.push(...drafted);
    else drafts.push(...drafted.drafts);
  }
  return { drafts, faults };
}

function draftCase(
  experiment: Experiment,
  given: ExperimentCase | null,
  task: PlannedTask & { schema: ParameterSchema },
  tools: DraftTools,
): { drafts: JobDraft[] } | readonly Diagnostic[] | Diagnostic {
  const fields: CaseFields = given ?? experiment.shared;
  const checked = checkParameters(experiment, fields, task.schema);
  if (checked.type === 'faults') return checked.faults;
  const chosen = chooseEngine(experiment.task, task.declaration.engines, tools.engines, tools.forced);
  if (typeof chosen === 'string')
    return { rule: 'engine-is-at-hand', place: experiment.taskPlace, message: chosen };
  const misplaced = checkSeeds(experiment, fields, task.declaration.random);
  if (misplaced) return misplaced;
  const tolerances = checkTolerances(experiment, fields, task.declaration);
  if (tolerances.length > 0) return tolerances;
  const common = {
    bundle: task.bundle,
    declaration: task.declaration,
    written: checked.written,
    parameters: checked.parameters,
    files: task.files,
    ...chosen,
    runtime: runtimeParts(tools.runtime, task.declaration, chosen.engine),
    limits: tools.config.limits,
  };
  const runs = listRuns(experiment, given, tools.config.seed);
  const drafts = runs.map(({ said, seed, wanted, placeOfInput }): JobDraft => {
    const job = { ...said, ...common, seed: task.declaration.random ? seed : null };
    return { job, wanted, placeOfInput };
  });
  return { drafts };
}
