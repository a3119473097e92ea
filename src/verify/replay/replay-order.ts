import { z } from 'zod';

import type { Json } from '../../base/json.ts';
import type { ResultTree } from '../../base/results.ts';

/** What one process is to replay: all jobs of one task. Goes to its standard input as JSON. */
export interface ReplayOrder {
  /** Root of the generator, whose packages the bundle requires. */
  root: string;
  /** Folder of the built program. */
  program: string;
  /** Bundle of the replay, and the packages it may require. */
  path: string;
  packages: readonly string[];
  jobs: readonly ReplayJob[];
}

/** A job whose locked results lie ready, by the names that a replay reads. */
export interface ReplayJob {
  job: string;
  /** Parameters, defaults included. */
  given: { readonly [name: string]: Json };
  /** Absolute path of each file that is locked with its bytes. */
  files: { readonly [name: string]: string };
  /** Other results it may read: the job's own, and `INPUT/PATH` of those it takes from. */
  own: ResultTree;
  inputs: { readonly [input: string]: ResultTree };
}

/** Of a name that a replay reads: the input before the slash (null for the job's own results), and the path. */
export function splitRead(name: string): { input: string | null; path: string } {
  const slash = name.indexOf('/');
  return slash < 0
    ? { input: null, path: name }
    : { input: name.slice(0, slash), path: name.slice(slash + 1) };
}

const replaySchema = z.strictObject({
  reads: z.array(z.string()).min(1),
  results: z.array(z.string()),
  consistent: z.array(z.string()).optional(),
});

const placeSchema = z.object({ file: z.string(), line: z.number(), column: z.number() });

/** What the process answers, on file descriptor 3. */
export const answerSchema = z.union([
  z.object({
    replay: replaySchema,
    jobs: z.array(
      z.union([
        z.object({ job: z.string(), results: z.record(z.string(), z.json()) }),
        z.object({ job: z.string(), failure: z.string() }),
      ]),
    ),
  }),
  z.object({ failure: z.string(), place: placeSchema.nullable() }),
]);

/** What a replay computed: of every job its results, or in words why there are none. */
export type ReplayAnswer = Exclude<z.infer<typeof answerSchema>, { failure: string; place: unknown }>;
