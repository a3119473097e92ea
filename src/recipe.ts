import { type Document, parseDocument } from 'yaml';
import { z } from 'zod';

import { ReportError } from './base/diagnostic.ts';
import type { Json } from './base/json.ts';
import * as messages from './base/messages/cli.ts';
import type { JobResults, StoredFile } from './base/results.ts';
import type { Plan } from './plan/plan-jobs.ts';
import { planTask } from './plan/plan-task.ts';
import type { Generator, Project } from './project.ts';

const recipeSchema = z.object({
  file: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  made: z.object({
    task: z.string(),
    parameters: z.record(z.string(), z.json()).default({}),
    /** Without one it follows from the report's seed; a task that draws nothing has none. */
    seed: z.int().nullable().default(null),
    /** Name of the file result that holds the weights. */
    result: z.string(),
    /** How far trained weights may be from the committed ones on another machine, and why so far. */
    tolerance: z
      .object({ within: z.number().positive(), reason: z.string().min(1) })
      .nullable()
      .default(null),
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
  recipe: Recipe;
}

/** Reads a manifest of trained weights. Throws a ReportError where it does not say how they were made. */
export async function readRecipe(name: string, project: Project): Promise<WeightsManifest> {
  const file = `${project.config.weights}/${name}.yaml`;
  const text = (await project.files.readText(file)) ?? '';
  const document = parseDocument(text);
  const parsed = recipeSchema.safeParse(document.toJS());
  if (parsed.success && document.errors.length === 0)
    return { name, file, text, document, recipe: parsed.data };
  const details = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  throw new ReportError([
    { rule: 'manifest-is-valid', place: placeOf(file), message: messages.noRecipe(), details },
  ]);
}

/** A plan of the one job that trains weights, `weights.NAME`. Throws a ReportError. */
export function planRecipe(
  { name, file, recipe }: WeightsManifest,
  project: Project,
  generator: Generator,
): Promise<Plan> {
  const { task, seed } = recipe.made;
  const parameters = recipe.made.parameters as { readonly [parameter: string]: Json };
  const request = { name: trainingJob(name), task, parameters, seed, place: placeOf(file) };
  return planTask(request, project.config, project.files, { ...generator, ...project, engine: null });
}

/** The name of the job that trains weights. */
export function trainingJob(name: string): string {
  return `weights.${name}`;
}

/** The weights among the results of their training. Throws a ReportError where the task gives no such file. */
export function trainedFile({ file, recipe }: WeightsManifest, made: JobResults | undefined): StoredFile {
  const { task, result } = recipe.made;
  const stored = made?.results[result];
  if (isStoredFile(stored)) return stored;
  const message = messages.noFileResult(task, result);
  throw new ReportError([{ rule: 'result-is-known', place: placeOf(file), message }]);
}

function placeOf(file: string): { file: string; line: number; column: number } {
  return { file, line: 1, column: 1 };
}

function isStoredFile(value: unknown): value is StoredFile {
  return typeof value === 'object' && value !== null && 'stored' in value && value.stored === 'file';
}
