import { z } from 'zod';

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
