import type { Diagnostic } from '../base/diagnostic.ts';
import * as messages from '../base/messages/plan.ts';
import { seedFor } from '../base/random.ts';
import type { ReportConfig } from '../base/report.ts';
import type { EngineName } from '../base/results.ts';
import type { CaseFields, Experiment, ExperimentCase } from '../base/experiment.ts';
import { isDiagnostics } from './bundle-task.ts';
import { chooseEngine, type Engines } from './engines.ts';
import type { JobDraft } from './job-inputs.ts';
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
  const cases: readonly (ExperimentCase | null)[] = experiment.cases ?? [null];
  for (const each of cases) {
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
  const engine = chooseEngine(experiment.task, task.declaration.engines, tools.engines, tools.forced);
  if (typeof engine === 'string')
    return { rule: 'engine-is-at-hand', place: experiment.taskPlace, message: engine };
  const seeds = readSeeds(experiment, fields, task);
  if ('rule' in seeds) return seeds;
  const wanted = { ...experiment.shared.inputs, ...fields.inputs };
  const placeOfInput: JobDraft['placeOfInput'] = (input) =>
    inputOwner(experiment, fields, input).placeOf(['inputs', input]);
  const common = {
    ...describeCase(experiment, given),
    bundle: task.bundle,
    declaration: task.declaration,
    written: checked.written,
    parameters: checked.parameters,
    files: task.files,
    engine,
    runtime: runtimeParts(tools.runtime, task.declaration, engine),
    limits: tools.config.limits,
  };
  const drafts = Array.from({ length: seeds.runs }, (_, index): JobDraft => {
    const run = index + 1;
    const name = run === 1 ? common.name : `${common.name}#${run}`;
    const seed = seedOfRun(seeds.own, { run, name, report: tools.config.seed });
    const job = { ...common, name, run, seed: task.declaration.random ? seed : null };
    return { job, wanted, placeOfInput };
  });
  return { drafts };
}

/** What a job takes from the experiment's and the case's own words. */
function describeCase(experiment: Experiment, given: ExperimentCase | null) {
  const { name, place, shared } = experiment;
  return {
    name: given ? `${name}.${given.name}` : name,
    experiment: name,
    case: given?.name ?? null,
    place: given?.place ?? place,
    label: given?.label ?? shared.label,
    note: given?.note ?? shared.note,
  };
}

function inputOwner(experiment: Experiment, fields: CaseFields, input: string): CaseFields {
  return input in fields.inputs || !(input in experiment.shared.inputs) ? fields : experiment.shared;
}

interface Seeds {
  /** The case's own seed. */
  own: number | null;
  runs: number;
}

/** A case's seed and number of runs; both are senseless, so refused, where the task draws no random numbers. */
function readSeeds(experiment: Experiment, fields: CaseFields, task: PlannedTask): Seeds | Diagnostic {
  const own = fields.seed ?? experiment.shared.seed;
  const runs = fields.seeds ?? experiment.shared.seeds ?? 1;
  if (task.declaration.random || (own === null && runs === 1)) return { own, runs };
  const word = own === null ? 'seeds' : 'seed';
  const owner = (word === 'seed' ? fields.seed !== null : fields.seeds !== null) ? fields : experiment.shared;
  return {
    rule: 'seed-is-used',
    place: owner.placeOf([word]),
    message: messages.seedUnused(word, experiment.task),
  };
}

/** Follows from the job's name, so that adding a job changes no other; a case's own seed stands for its first run. */
function seedOfRun(own: number | null, of: { run: number; name: string; report: number }): number {
  if (own !== null && of.run === 1) return own;
  return seedFor(own ?? of.report, of.name);
}
