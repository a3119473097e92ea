import type { Document } from 'yaml';
import { z } from 'zod';

import { type Diagnostic, ReportError } from './base/diagnostic.ts';
import type { Json } from './base/json.ts';
import * as messages from './base/messages/cli.ts';
import type { JobResults, StoredFile } from './base/results.ts';
import { trainingJob } from './base/training-job.ts';
import { describeIssues, parseManifestYaml, type PlaceOf } from './plan/manifest-yaml.ts';
import type { Plan } from './plan/plan-jobs.ts';
import { planTask } from './plan/plan-task.ts';
import type { Generator, Project } from './project.ts';

const recipeSchema = z.object({
  file: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  // Strict: what a misspelt name was to change would be left out of the training.
  made: z.strictObject({
    task: z.string(),
    parameters: z.record(z.string(), z.json()).default({}),
    /** Without one it follows from the report's seed; a task that draws nothing has none. */
    seed: z.int().nullable().default(null),
    /** Name of the file result that holds the weights. */
    result: z.string(),
    /** How far trained weights may be from the committed ones on another machine, and why so far. */
    tolerance: z
      .strictObject({ within: z.number().positive(), reason: z.string().min(1) })
      .nullable()
      .default(null),
    // For readers.
    data: z.array(z.string()).default([]),
    engine: z.string().nullable().default(null),
  }),
});

/** What a weights manifest says of how its file was made. */
export type Recipe = z.infer<typeof recipeSchema>;

/** A manifest that was read, e.g. `weights/digits.yaml`. */
export interface WeightsManifest {
  /** `digits` */
  name: string;
  /** Of the manifest, relative to the root. */
  file: string;
  text: string;
  document: Document.Parsed;
  placeOf: PlaceOf;
  recipe: Recipe;
}

/** Names of a report's manifests of trained weights: `digits` for `weights/digits.yaml`. */
export async function recipeNames({ files, config }: Project): Promise<readonly string[]> {
  const found = (await files.list(config.weights)).filter((file) => file.endsWith('.yaml'));
  return found.map((file) => file.slice(0, -'.yaml'.length));
}

/** Reads a manifest of trained weights. Throws a ReportError where it does not say how they were made. */
export async function readRecipe(name: string, project: Project): Promise<WeightsManifest> {
  const file = `${project.config.weights}/${name}.yaml`;
  const text = (await project.files.readText(file)) ?? '';
  const yaml = parseManifestYaml(text, file);
  if ('rule' in yaml) throw new ReportError([yaml]);
  const { document, placeOf } = yaml;
  const found: unknown = document.toJS();
  const parsed = recipeSchema.safeParse(found);
  if (!parsed.success) throw new ReportError(describeFaults(found, parsed.error, placeOf));
  return { name, file, text, document, placeOf, recipe: parsed.data };
}

/** Of a manifest without any recipe that alone: the rest follows from it. */
function describeFaults(found: unknown, error: z.ZodError, placeOf: PlaceOf): Diagnostic[] {
  const isTold = typeof found === 'object' && found !== null && 'made' in found;
  if (isTold) return describeIssues(error, placeOf);
  return [{ rule: 'weights-can-be-made', place: placeOf([]), message: messages.noRecipe() }];
}

/**
 * A plan of the one job that trains weights, `weights.NAME`. Throws a ReportError, also where its task gives no such file:
 * nobody should wait for a training to hear that.
 */
export async function planRecipe(
  manifest: WeightsManifest,
  project: Project,
  generator: Generator,
): Promise<Plan> {
  const { task, seed, result } = manifest.recipe.made;
  const parameters = manifest.recipe.made.parameters as { readonly [parameter: string]: Json };
  const place = { file: manifest.file, line: 1, column: 1 };
  const request = { name: trainingJob(manifest.name), task, parameters, seed, place };
  const plan = await planTask(request, project.config, project.files, {
    ...generator,
    ...project,
    engine: null,
  });
  if (plan.jobs.some(({ declaration }) => declaration.results[result]?.kind !== 'file'))
    throw withoutFile(manifest);
  return plan;
}

/** The weights among the results of their training. Throws a ReportError where there are none. */
export function trainedFile(manifest: WeightsManifest, made: JobResults | undefined): StoredFile {
  const stored = made?.results[manifest.recipe.made.result];
  if (isStoredFile(stored)) return stored;
  throw withoutFile(manifest);
}

function withoutFile({ placeOf, recipe }: WeightsManifest): ReportError {
  const { task, result } = recipe.made;
  const place = placeOf(['made', 'result']);
  return new ReportError([{ rule: 'result-is-known', place, message: messages.noFileResult(task, result) }]);
}

function isStoredFile(value: unknown): value is StoredFile {
  return typeof value === 'object' && value !== null && 'stored' in value && value.stored === 'file';
}
