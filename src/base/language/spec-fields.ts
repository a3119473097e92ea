import type { Json } from '../json.ts';

/** What a part of a Vega-Lite spec reads from its data, and what its transforms add to them. */
export interface FieldUse {
  reads: ReadonlySet<string>;
  adds: ReadonlySet<string>;
  /** A transform whose new fields only the data decide (`pivot`): any name may then be right. */
  isOpen: boolean;
}

type JsonRecord = { readonly [name: string]: Json };

/** The parts of a view that are views of their own, with data of their own. */
const views = ['layer', 'concat', 'hconcat', 'vconcat', 'spec'] as const;

/** Views within a view. */
export function viewsOf(view: JsonRecord): readonly JsonRecord[] {
  return views.flatMap((name) => listOf(view[name])).filter(isRecord);
}

/** What a view, without those within it, reads and adds. */
export function fieldUse(view: JsonRecord): FieldUse {
  const use = { reads: new Set<string>(), adds: new Set<string>(), isOpen: false };
  for (const [name, part] of Object.entries(view)) {
    if (name === 'transform') for (const transform of listOf(part)) readTransform(transform, use);
    else if (name === 'repeat') readRepeat(part, use);
    else if (['encoding', 'facet', 'params', 'mark'].includes(name)) readDeep(part, use);
  }
  return use;
}

interface Use {
  reads: Set<string>;
  adds: Set<string>;
  isOpen: boolean;
}

/** Transforms whose value is the field (or fields) they read. */
const reading = new Set([
  'density',
  'regression',
  'loess',
  'quantile',
  'lookup',
  'impute',
  'stack',
  'pivot',
  'fold',
  'flatten',
  'on',
  'key',
]);

/** What a transform calls its outcome where `as` does not say. */
const defaults: { readonly [transform: string]: readonly string[] } = {
  fold: ['key', 'value'],
  density: ['value', 'density'],
  quantile: ['prob', 'value'],
};

function readTransform(transform: Json, use: Use): void {
  if (!isRecord(transform)) return;
  for (const [name, part] of Object.entries(transform)) {
    if (reading.has(name)) for (const field of listOf(part)) addText(field, use.reads);
    if (name in defaults && transform.as === undefined)
      for (const field of defaults[name] ?? []) use.adds.add(field);
    if (name === 'filter' || name === 'calculate') readExpression(part, use);
  }
  if (transform.pivot !== undefined) {
    use.isOpen = true;
    addText(transform.value ?? null, use.reads);
  }
  readDeep(transform, use);
  if (isRecord(transform.from ?? null)) readLookup(transform.from as JsonRecord, use);
}

/** The fields of a lookup come from other data, into these. */
function readLookup(from: JsonRecord, use: Use): void {
  for (const field of listOf(from.fields)) {
    if (typeof field !== 'string') continue;
    use.reads.delete(field);
    use.adds.add(field);
  }
  if (typeof from.key === 'string') use.reads.delete(from.key);
}

/** `field`, `fields`, `groupby`, `test`, `as`: the same words wherever they stand. */
function readDeep(part: Json, use: Use): void {
  for (const item of listOf(part)) {
    if (!isRecord(item)) continue;
    for (const [name, inner] of Object.entries(item)) readMember(name, inner, use);
  }
}

function readMember(name: string, inner: Json, use: Use): void {
  const into = name === 'as' ? use.adds : fieldWords.has(name) ? use.reads : null;
  if (into) for (const field of listOf(inner)) addText(field, into);
  if (name === 'test' || name === 'filter') readExpression(inner, use);
  if (name !== 'data' && name !== 'values') readDeep(inner, use);
}

const fieldWords: ReadonlySet<string> = new Set(['field', 'fields', 'groupby']);

/** `repeat: ["a", "b"]` or `{row: […], column: […]}`: each stands for a field in the view repeated. */
function readRepeat(part: Json, use: Use): void {
  const lists = isRecord(part) ? Object.values(part) : [part];
  for (const field of lists.flatMap(listOf)) addText(field, use.reads);
}

/** `datum.name` and `datum['name']` in Vega's expressions, which are not ours to parse. */
function readExpression(part: Json, use: Use): void {
  if (typeof part !== 'string') return;
  for (const match of part.matchAll(/\bdatum(?:\.([A-Za-z_]\w*)|\[\s*(?:'([^']+)'|"([^"]+)")\s*\])/g)) {
    use.reads.add(match[1] ?? (match[2] ?? match[3] ?? '').replaceAll('.', '\\.'));
  }
}

function addText(value: Json, to: Set<string>): void {
  if (typeof value === 'string') to.add(value);
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether JSON is a record of named members. */
export function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
