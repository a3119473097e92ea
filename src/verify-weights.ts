import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ReportError } from './base/diagnostic.ts';
import { digestBytes } from './base/digest.ts';
import type { Job } from './base/job.ts';
import * as messages from './base/messages/verify.ts';
import { resultId } from './base/result-id.ts';
import type { JobResults } from './base/results.ts';
import type { VerifiedResult } from './base/verification.ts';
import type { Generator, Project } from './project.ts';
import { planRecipe, readRecipe, trainedFile, type WeightsManifest } from './recipe.ts';
import { judgeFiles } from './verify/judge-files.ts';

/** Weights that can be trained again. */
export interface Training {
  manifest: WeightsManifest;
  job: Job;
}

/** What weights a report has: those that can be trained again, and manifests that do not say how. */
export interface PlannedTraining {
  trainings: readonly Training[];
  untold: readonly string[];
}

/** Plans the training of all weights that the report's manifests describe. Throws a ReportError where a task is faulty. */
export async function planTraining(project: Project, generator: Generator): Promise<PlannedTraining> {
  const { weights } = project.config;
  const names = (await project.files.list(weights)).filter((name) => name.endsWith('.yaml'));
  const trainings: Training[] = [];
  const untold: string[] = [];
  for (const name of names.map((file) => file.slice(0, -'.yaml'.length))) {
    const manifest = await readRecipe(name, project).catch((error: unknown) => {
      if (!(error instanceof ReportError)) throw error;
      return null;
    });
    if (manifest === null) untold.push(`${weights}/${name}.yaml`);
    else trainings.push(...(await planOne(manifest, project, generator)));
  }
  return { trainings, untold };
}

async function planOne(
  manifest: WeightsManifest,
  project: Project,
  generator: Generator,
): Promise<Training[]> {
  const { jobs } = await planRecipe(manifest, project, generator);
  return jobs.map((job) => ({ manifest, job }));
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
