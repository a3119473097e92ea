import { type Diagnostic, ReportError } from './base/diagnostic.ts';
import type { Job } from './base/job.ts';
import { trainingJob } from './base/training-job.ts';
import type { Generator, Project } from './project.ts';
import { planRecipe, readRecipe, recipeNames, type WeightsManifest } from './recipe.ts';
import type { TrainedTolerance } from './verify/check-spread.ts';

/** The tolerances that manifests declare for their weights, and what is wrong with manifests. */
export interface ReadTolerances {
  tolerances: readonly TrainedTolerance[];
  faults: readonly Diagnostic[];
}

/** Reads those of all manifests of a report. Without a generator nothing is executed, so that no job can be planned. */
export async function readTolerances(project: Project, generator: Generator | null): Promise<ReadTolerances> {
  const read: ReadTolerances[] = [];
  for (const name of await recipeNames(project)) read.push(await readOne(name, project, generator));
  return {
    tolerances: read.flatMap(({ tolerances }) => tolerances),
    faults: read.flatMap(({ faults }) => faults),
  };
}

async function readOne(name: string, project: Project, generator: Generator | null): Promise<ReadTolerances> {
  try {
    const manifest = await readRecipe(name, project);
    const isPlanned = generator !== null && manifest.recipe.made.tolerance !== null;
    const [job = null] = isPlanned ? (await planRecipe(manifest, project, generator)).jobs : [];
    return { tolerances: toleranceOf(manifest, job), faults: [] };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return { tolerances: [], faults: error.diagnostics };
  }
}

/** What a manifest declares, if it does; `job`: the one that trains its weights. */
export function toleranceOf({ name, recipe, placeOf }: WeightsManifest, job: Job | null): TrainedTolerance[] {
  const { tolerance, result } = recipe.made;
  if (tolerance === null) return [];
  const place = placeOf(['made', 'tolerance', 'within']);
  return [{ name: trainingJob(name), job, result, tolerance, place }];
}
