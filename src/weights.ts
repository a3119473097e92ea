import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Document, parseDocument } from 'yaml';
import { z } from 'zod';

import { ReportError } from './base/diagnostic.ts';
import { digestBytes } from './base/digest.ts';
import type { Json } from './base/json.ts';
import * as messages from './base/messages/cli.ts';
import type { StoredFile } from './base/results.ts';
import { manifestNames } from './manifest-names.ts';
import { planTask } from './plan/plan-task.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { replaceScalars } from './replace-scalars.ts';
import { runJobs } from './run/run-jobs.ts';
import type { RunWatcher } from './run/watcher.ts';

export interface WeightsOptions {
  generator: Generator;
  /** One manifest's name, or null for all. */
  name: string | null;
  signal: AbortSignal;
  watcher: RunWatcher;
}

/** What a weights manifest says of how its file was made. */
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
  }),
});

type Recipe = z.infer<typeof recipeSchema>;

/** Trains weights as their manifests say and puts them in place with their digests; a line for each. */
export async function trainWeights(folder: string, options: WeightsOptions): Promise<string[]> {
  const project = await openProject(folder, options.generator);
  const names = await manifestNames(project.config.weights, project.files, options.name);
  const lines: string[] = [];
  for (const name of names) lines.push(await trainOne(name, project, options));
  return lines;
}

async function trainOne(name: string, project: Project, options: WeightsOptions): Promise<string> {
  const file = `${project.config.weights}/${name}.yaml`;
  const text = (await project.files.readText(file)) ?? '';
  const document = parseDocument(text);
  const recipe = readRecipe(document, file);
  const content = await runRecipe({ name, file, recipe }, project, options);
  const sha256 = digestBytes(content);
  if (sha256 === recipe.sha256 && (await holds(join(project.files.root, recipe.file), sha256))) {
    return messages.weightsUnchanged(recipe.file);
  }
  // The payload first: a manifest must never promise bytes that are not there.
  await replaceFile(join(project.files.root, recipe.file), content);
  const manifest = replaceScalars(text, document, { bytes: String(content.length), sha256 });
  await replaceFile(join(project.files.root, file), manifest);
  return messages.weightsWritten(recipe.file, sha256);
}

function readRecipe(document: Document.Parsed, file: string): Recipe {
  const parsed = recipeSchema.safeParse(document.toJS());
  if (parsed.success && document.errors.length === 0) return parsed.data;
  const reasons = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  const place = { file, line: 1, column: 1 };
  throw new ReportError([
    { rule: 'manifest-is-valid', place, message: messages.noRecipe(), details: reasons },
  ]);
}

async function runRecipe(
  { name, file, recipe }: { name: string; file: string; recipe: Recipe },
  project: Project,
  { generator, signal, watcher }: WeightsOptions,
): Promise<Uint8Array> {
  const { task, seed, result } = recipe.made;
  const parameters = recipe.made.parameters as { readonly [parameter: string]: Json };
  const place = { file, line: 1, column: 1 };
  const request = { name: `weights.${name}`, task, parameters, seed, place };
  const tools = { ...generator, ...project, engine: null };
  const plan = await planTask(request, project.config, project.files, tools);
  // A store of its own, empty: what is asked for is a training, not an earlier one's result.
  const cache = join(project.cache, `weights-${process.pid}`);
  try {
    const account = await runJobs(plan, { ...generator, cache, jobs: 1, signal, watcher });
    const made = account.results[0];
    const stored = made?.results[result];
    if (made && isStoredFile(stored)) return await readFile(join(made.folder, stored.name));
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
  throw new ReportError([{ rule: 'result-is-known', place, message: messages.noFileResult(task, result) }]);
}

function isStoredFile(value: unknown): value is StoredFile {
  return typeof value === 'object' && value !== null && 'stored' in value && value.stored === 'file';
}

async function holds(path: string, sha256: string): Promise<boolean> {
  const content = await readFile(path).catch(() => null);
  return content !== null && digestBytes(content) === sha256;
}

async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.partial`;
  await writeFile(beside, content);
  await rename(beside, path);
}
