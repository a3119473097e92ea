import { join } from 'node:path';

import { z } from 'zod';

import type { EngineChoice } from '../base/job.ts';
import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';
import * as messages from '../base/messages/plan.ts';
import type { DeclarationData } from '../base/task.ts';
import { readJsonFile } from './cache-files.ts';

const runtimeSchema = z.object({
  random: z.string(),
  tensors: z.string(),
  png: z.string(),
  results: z.string(),
});

/** Digests of the worker's own code, as far as it can change a result; setup/runtime.mjs says which modules those are. */
export type Runtime = z.infer<typeof runtimeSchema>;

/** Reads the digests that were written beside the program when it was built. */
export async function readRuntime(program: string): Promise<Runtime> {
  const runtime = await readJsonFile(join(program, 'runtime.json'), runtimeSchema);
  // Without them a key would not hold all that a result depends on: no reason to go on.
  if (!runtime) throw new Error(messages.programWithoutRuntime(program));
  return runtime;
}

/** The digests that a job's result depends on: the rest may change without running it again. */
export function runtimeParts(
  runtime: Runtime,
  { random, results }: Pick<DeclarationData, 'random' | 'results'>,
  engine: Pick<EngineChoice, 'name'>,
): { readonly [part: string]: string } {
  return {
    results: runtime.results,
    ...(random ? { random: runtime.random } : {}),
    ...(engine.name === 'javascript' ? {} : { tensors: runtime.tensors }),
    ...(hasImage(results) ? { png: runtime.png } : {}),
  };
}

function hasImage(results: ResultSpecs): boolean {
  return Object.values(results).some(isImage);
}

function isImage(spec: ResultSpec): boolean {
  return spec.kind === 'image' || (spec.kind === 'group' && hasImage(spec.results));
}
