import { stopOnDiagnostics } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { Json } from '../base/json.ts';
import type { Place } from '../base/place.ts';
import type { ReportConfig } from '../base/report.ts';
import type { CaseFields } from '../base/experiment.ts';
import { readDurations } from './durations.ts';
import { planExperiments, type Plan, type PlanTools } from './plan-jobs.ts';

/** A task to run by itself, outside a report's experiments: for weights that a manifest describes. */
export interface TaskRequest {
  /** Name of the job: `weights.digits`. */
  name: string;
  task: string;
  parameters: { readonly [name: string]: Json };
  /** Null: from the report's seed and the job's name. */
  seed: number | null;
  /** Where the author asked for it; diagnostics stand there. */
  place: Place;
}

/** A plan with one job, which `runJobs` runs as it does a report's. Throws a ReportError. */
export async function planTask(
  request: TaskRequest,
  config: ReportConfig,
  files: ProjectFiles,
  tools: PlanTools,
): Promise<Plan> {
  const { name, task, place } = request;
  const shared: CaseFields = {
    parameters: request.parameters,
    label: null,
    note: null,
    show: null,
    tolerance: {},
    seed: request.seed,
    seeds: null,
    inputs: {},
    placeOf: () => place,
  };
  const experiment = { name, task, place, taskPlace: place, shared, cases: null };
  const { jobs, faults } = await planExperiments(config, [experiment], files, tools);
  stopOnDiagnostics(faults);
  return { jobs, idle: [], durations: await readDurations(tools.cache), warnings: [] };
}
