import { z } from 'zod';

import type { Json } from '../base/json.ts';

/* The shape of `document.json`, without its version and digests. */

const flags = {
  as: z.enum(['text', 'mathematics', 'figure']).exactOptional(),
  timed: z.literal(true).exactOptional(),
  published: z.literal(true).exactOptional(),
};

/** Lines from the place before, and column; `FILE:LINE:COLUMN` in another file. */
const at = z.string().regex(/^(?:[+-]\d+|.+:\d+):\d+$/);

const number = z.strictObject({
  at,
  text: z.string().nullable(),
  of: z.string(),
  format: z.string().exactOptional(),
  ...flags,
  results: z.array(z.string()).readonly(),
});

const passage = z.strictObject({
  in: z.enum(['prose', 'heading', 'caption', 'cell', 'alternative', 'mathematics', 'figure']),
  sentence: z.string(),
  shows: z.array(number),
});

const usualCell = [z.int(), z.int(), z.string().nullable(), z.array(z.string()).readonly()] as const;
const more = z.strictObject({
  ...flags,
  frame: z.string().exactOptional(),
  position: z.int().exactOptional(),
});

const row = z.strictObject({
  row: z.string(),
  job: z.string().exactOptional(),
  /** Index of the column, of the binding, text, results (`:path` for those of the row's job). */
  cells: z.array(z.union([z.tuple(usualCell).readonly(), z.tuple([...usualCell, more]).readonly()])),
});

const table = z.strictObject({
  in: z.literal('table'),
  at,
  id: z.string().nullable(),
  caption: z.string(),
  columns: z.array(z.string()).readonly(),
  bindings: z.array(z.strictObject({ at, of: z.string(), format: z.string().exactOptional() })),
  rows: z.array(row),
});

const extremes = z.strictObject({
  least: z.number().nullable(),
  greatest: z.number().nullable(),
  values: z.int(),
});

/** It was read from JSON. */
const value = z.custom<Json>((given) => given !== undefined);

const markData = z.strictObject({
  marks: z.array(z.string()).readonly(),
  fields: z.array(z.string()).readonly(),
  count: z.int(),
  sha256: z.string(),
  rows: z.array(z.array(value).readonly()).readonly().nullable(),
  extremes: z.record(z.string(), extremes).nullable(),
});

const picture = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('chart'),
    spec: z.string(),
    sha256: z.string(),
    data: z.array(markData).readonly().nullable(),
  }),
  z.strictObject({
    type: z.literal('bitmap'),
    name: z.string(),
    mediaType: z.string(),
    width: z.number(),
    height: z.number(),
    sha256: z.string(),
  }),
]);

const figure = z.strictObject({
  in: z.literal('figure'),
  at,
  id: z.string().nullable(),
  caption: z.string(),
  of: z.array(number),
  picture,
});

const claim = z.strictObject({ at, claim: z.string(), if: z.string(), held: z.boolean().nullable() });

/** What one source shows. */
export const sourceSchema = z.strictObject({
  sections: z.array(
    z.strictObject({ heading: z.string().nullable(), shows: z.array(z.union([passage, table, figure])) }),
  ),
  claims: z.array(claim),
});

export type PackedNumber = z.infer<typeof number>;
export type PackedRow = z.infer<typeof row>;
export type PackedTable = z.infer<typeof table>;
export type PackedFigure = z.infer<typeof figure>;
export type PackedPassage = z.infer<typeof passage>;
export type PackedEntry = PackedPassage | PackedTable | PackedFigure;
export type PackedClaim = z.infer<typeof claim>;
export type PackedSource = z.infer<typeof sourceSchema>;

/** Source file -> what it shows, in the order of the report. */
export type PackedPrint = ReadonlyMap<string, PackedSource>;
