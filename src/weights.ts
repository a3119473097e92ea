import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestBytes } from './base/digest.ts';
import * as messages from './base/messages/cli.ts';
import { manifestNames } from './manifest-names.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { planRecipe, readRecipe, trainedFile, type WeightsManifest } from './recipe.ts';
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

/** Trains weights as their manifests say and puts them in place with their digests; a line for each. */
export async function trainWeights(folder: string, options: WeightsOptions): Promise<string[]> {
  const project = await openProject(folder, options.generator);
  const names = await manifestNames(project.config.weights, project.files, options.name);
  const lines: string[] = [];
  for (const name of names) lines.push(await trainOne(await readRecipe(name, project), project, options));
  return lines;
}

async function trainOne(
  manifest: WeightsManifest,
  project: Project,
  options: WeightsOptions,
): Promise<string> {
  const { file, text, document, recipe } = manifest;
  const content = await runRecipe(manifest, project, options);
  const sha256 = digestBytes(content);
  if (sha256 === recipe.sha256 && (await holds(join(project.files.root, recipe.file), sha256))) {
    return messages.weightsUnchanged(recipe.file);
  }
  // The payload first: a manifest must never promise bytes that are not there.
  await replaceFile(join(project.files.root, recipe.file), content);
  const replaced = replaceScalars(text, document, { bytes: String(content.length), sha256 });
  await replaceFile(join(project.files.root, file), replaced);
  return messages.weightsWritten(recipe.file, sha256);
}

async function runRecipe(
  manifest: WeightsManifest,
  project: Project,
  { generator, signal, watcher }: WeightsOptions,
): Promise<Uint8Array> {
  const plan = await planRecipe(manifest, project, generator);
  // A store of its own, empty: what is asked for is a training, not an earlier one's result.
  const cache = join(project.cache, `weights-${process.pid}`);
  try {
    const account = await runJobs(plan, { ...generator, cache, jobs: 1, signal, watcher });
    const [made] = account.results;
    return await readFile(join(made?.folder ?? '', trainedFile(manifest, made).name));
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
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
