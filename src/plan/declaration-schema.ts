import { z } from 'zod';

import type { ResultSpec } from '../base/kinds.ts';
import * as messages from '../base/messages/plan.ts';
import type { DeclarationData } from '../base/task.ts';

/** Names of experiments, cases, results, parameters and columns: no hyphen, which would be a minus in an expression. */
export const namePattern = /^[a-z][a-z0-9_]*$/;

const name = z.string().regex(namePattern, 'names match [a-z][a-z0-9_]*');
/** What a job's results stand beside in an expression, where one of these names would hide the other. */
const reserved = new Set(['given', 'label', 'note', 'case', 'seeds', 'published', 'run', 'row', 'index']);
const resultName = name.refine((word) => !reserved.has(word), {
  error: messages.reservedResult([...reserved]),
});
const format = z.string().optional();
const description = z.string().optional();

const countSpec = z.strictObject({ kind: z.literal('count'), format, description });
const metricSpec = z.strictObject({
  kind: z.literal('metric'),
  format,
  tolerance: z.strictObject({ within: z.number().positive(), reason: z.string().min(1) }).optional(),
  description,
});
const durationSpec = z.strictObject({ kind: z.literal('duration'), format, description });
const textSpec = z.strictObject({ kind: z.literal('text'), description });
const scalarSpec = z.discriminatedUnion('kind', [countSpec, metricSpec, durationSpec, textSpec]);
const size = z.int().nonnegative();

const resultSpec: z.ZodType<ResultSpec> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    countSpec,
    metricSpec,
    durationSpec,
    textSpec,
    z.strictObject({ kind: z.literal('series'), of: scalarSpec, length: size.optional(), description }),
    z.strictObject({
      kind: z.literal('matrix'),
      of: z.discriminatedUnion('kind', [countSpec, metricSpec]),
      shape: z.tuple([size, size]).optional(),
      description,
    }),
    z.strictObject({ kind: z.literal('table'), columns: z.record(name, scalarSpec), description }),
    z.strictObject({ kind: z.literal('image'), description }),
    z.strictObject({
      kind: z.literal('file'),
      mediaType: z.string(),
      locked: z.boolean().optional(),
      description,
    }),
    z.strictObject({ kind: z.literal('group'), results: z.record(name, resultSpec), description }),
  ]),
) as z.ZodType<ResultSpec>;

/** What a task may say of itself: checked when the declaration arrives from the process that evaluated it. */
export const declarationSchema: z.ZodType<DeclarationData> = z.strictObject({
  title: z.string().min(1),
  parameters: z.json(),
  results: z.record(resultName, resultSpec),
  data: z.array(z.string().regex(/^[^/]+\/[^/]+$/, 'data files are named SET/FILE')).default([]),
  weights: z.array(z.string().min(1)).default([]),
  inputs: z
    .record(
      name,
      z.enum(['count', 'metric', 'duration', 'text', 'series', 'matrix', 'table', 'image', 'file', 'group']),
    )
    .default({}),
  engines: z.array(z.enum(['tensorflow', 'wasm', 'cpu', 'javascript'])).min(1),
  random: z.boolean(),
});
