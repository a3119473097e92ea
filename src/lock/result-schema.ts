import { z } from 'zod';

import type { ResultSpec, ResultSpecs, ScalarSpec } from '../base/kinds.ts';

/** Checks locked results against what the task declared, durations left out of both. */
export function resultSchema(specs: ResultSpecs): z.ZodType {
  const members: Record<string, z.ZodType> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const schema = schemaOf(spec);
    if (schema) members[name] = schema;
  }
  return z.strictObject(members);
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().nonnegative();
/** Named by their place among the results: a name that leads elsewhere is none. */
const name = z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/);
const stored = { name, sha256, bytes: size, mediaType: z.string() };
const image = z.strictObject({ stored: z.literal('image'), ...stored, width: size, height: size });
const file = z.strictObject({ stored: z.literal('file'), ...stored });

/** Null for a duration, which is kept elsewhere. */
function schemaOf(spec: ResultSpec): z.ZodType | null {
  switch (spec.kind) {
    case 'group':
      return resultSchema(spec.results);
    case 'table':
      return z.array(rowSchema(spec.columns));
    case 'series':
      return scalarSchema(spec.of)?.array() ?? null;
    case 'matrix':
      return z.array(z.array(spec.of.kind === 'count' ? z.int() : z.number()));
    case 'image':
      return image;
    case 'file':
      return file;
    default:
      return scalarSchema(spec);
  }
}

function rowSchema(columns: { readonly [column: string]: ScalarSpec }): z.ZodType {
  const cells: Record<string, z.ZodType> = {};
  for (const [name, spec] of Object.entries(columns)) {
    const cell = scalarSchema(spec);
    if (cell) cells[name] = cell.nullable();
  }
  return z.strictObject(cells);
}

function scalarSchema({ kind }: ScalarSpec): z.ZodType | null {
  if (kind === 'duration') return null;
  if (kind === 'text') return z.string();
  return kind === 'count' ? z.int() : z.number();
}
