import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Diagnostic, ReportError } from './base/diagnostic.ts';
import { digestBytes } from './base/digest.ts';
import type { Job } from './base/job.ts';
import * as messages from './base/messages/verify.ts';
import { resultId } from './base/result-id.ts';
import type { JobResults } from './base/results.ts';
import { trainingJob } from './base/training-job.ts';
import type { VerifiedResult } from './base/verification.ts';
import type { Generator, Project } from './project.ts';
import { planRecipe, readRecipe, recipeNames, trainedFile, type WeightsManifest } from './recipe.ts';
import { judgeFiles } from './verify/judge-files.ts';

/** Weights that can be trained again. */
export interface Training {
  manifest: WeightsManifest;
  job: Job;
}

/** What weights a report has: those that can be trained again, and those that cannot, with what keeps them from it. */
export interface PlannedTraining {
  trainings: readonly Training[];
  /** Names of the jobs that would train the latter. */
  untrained: readonly string[];
  faults: readonly Diagnostic[];
}

/** Plans the training of all weights that the report's manifests describe. */
export async function planTraining(project: Project, generator: Generator): Promise<PlannedTraining> {
  const planned: PlannedTraining[] = [];
  for (const name of await recipeNames(project)) planned.push(await planOne(name, project, generator));
  return {
    trainings: planned.flatMap(({ trainings }) => trainings),
    untrained: planned.flatMap(({ untrained }) => untrained),
    faults: planned.flatMap(({ faults }) => faults),
  };
}

async function planOne(name: string, project: Project, generator: Generator): Promise<PlannedTraining> {
  try {
    const manifest = await readRecipe(name, project);
    const { jobs } = await planRecipe(manifest, project, generator);
    return { trainings: jobs.map((job) => ({ manifest, job })), untrained: [], faults: [] };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return { trainings: [], untrained: [trainingJob(name)], faults: error.diagnostics };
  }
}

/** The results of some jobs, of trainings only the weights: nothing else of them is held against anything. */
export function weightsAlone(
  results: ReadonlyMap<string, JobResults>,
  trainings: readonly Training[],
): ReadonlyMap<string, JobResults> {
  const kept = new Map(results);
  for (const { manifest, job } of trainings) {
    const [found, spec] = [results.get(job.name), job.declaration.results[manifest.recipe.made.result]];
    if (found && spec) kept.set(job.name, { ...found, specs: { [manifest.recipe.made.result]: spec } });
  }
  return kept;
}

/** Holds trained weights against the committed file. */
export async function verifyTraining(
  { manifest, job }: Training,
  now: JobResults,
  { files }: Project,
): Promise<VerifiedResult[]> {
  const { file, made } = manifest.recipe;
  const id = resultId(job.name, made.result);
  const locked = await files.readBytes(file);
  if (locked === null)
    return [{ id, kind: 'file', outcome: 'different', difference: messages.weightsMissing(file) }];
  const stored = trainedFile(manifest, now);
  const trained = await readFile(join(now.folder, stored.name));
  const committed = { ...stored, sha256: digestBytes(locked), bytes: locked.length };
  const judged = judgeFiles({ stored: committed, bytes: locked }, { stored, bytes: trained }, made.tolerance);
  return [{ id, kind: 'file', outcome: judged.outcome, difference: judged.words }];
}
