import type { Json } from '../json.ts';
import * as say from '../messages/language.ts';
import { nearestName } from '../nearest.ts';
import type { FigureSpec } from '../report.ts';
import { sampleRow } from './figure-data.ts';
import { readJson } from './result-value.ts';
import { fieldUse, isRecord, viewsOf } from './spec-fields.ts';
import type { ListValue, Value } from './value.ts';

/** A mistake in a spec or in what is bound to it. */
export interface SpecFault {
  rule: string;
  message: string;
}

/** The rows bound to a spec, by name; null for rows that only a run can tell. */
export type BoundData = ReadonlyMap<string, ListValue | null>;

/** Checks that a spec reads only data bound to it and only fields that they have, and that nothing bound is unused. */
export function checkSpec(spec: FigureSpec, data: BoundData): SpecFault[] {
  if (!isRecord(spec.spec)) return [{ rule: 'spec-is-valid', message: say.specIsNoRecord(spec.file) }];
  const check: Check = {
    file: spec.file,
    data: withDatasets(spec.spec, data),
    used: new Set(),
    faults: new Map(),
  };
  checkView(spec.spec, { sample: null, adds: new Set(), isOpen: true }, check);
  for (const name of data.keys()) {
    if (!check.used.has(name))
      addFault(check, 'data-is-used', say.dataIsUnused(spec.file, name, [...check.used]));
  }
  return [...check.faults.values()];
}

interface Check {
  file: string;
  data: ReadonlyMap<string, Value | null>;
  used: Set<string>;
  faults: Map<string, SpecFault>;
}

/** What a view knows of its data: a row that stands for all, and what transforms added on the way down. */
interface Fields {
  sample: Value | null;
  adds: ReadonlySet<string>;
  isOpen: boolean;
}

type JsonRecord = { readonly [name: string]: Json };

function checkView(view: JsonRecord, inherited: Fields, check: Check): void {
  const before = view.data === undefined ? inherited : openData(view.data, check);
  const use = fieldUse(view);
  const fields: Fields = {
    sample: before.sample,
    adds: new Set([...before.adds, ...use.adds]),
    isOpen: before.isOpen || use.isOpen,
  };
  for (const field of use.reads) checkField(field, fields, check);
  for (const source of lookupsOf(view)) openData(source, check);
  for (const inner of viewsOf(view)) checkView(inner, fields, check);
}

/** `data: {name}`, `{values}`, `{sequence}`; `{url}` is refused: what the document shows must stand in it. */
function openData(data: Json, check: Check): Fields {
  const open: Fields = { sample: null, adds: new Set(), isOpen: true };
  if (!isRecord(data)) return open;
  if (data.url !== undefined) addFault(check, 'data-is-inline', say.dataHasUrl(check.file));
  if (Array.isArray(data.values)) return known(sampleOf(readJson(data.values)));
  if (typeof data.name !== 'string' || data.values !== undefined || data.url !== undefined) return open;
  check.used.add(data.name);
  const sample = check.data.get(data.name);
  if (sample !== undefined) return known(sample);
  addFault(check, 'data-is-bound', say.dataIsUnbound(check.file, data.name, [...check.data.keys()]));
  return open;
}

function known(sample: Value | null): Fields {
  return { sample, adds: new Set(), isOpen: sample === null };
}

function sampleOf(value: Value): Value | null {
  return value.type === 'list' ? sampleRow(value) : null;
}

/** Data that the spec brings along count as bound. */
function withDatasets(spec: JsonRecord, data: BoundData): ReadonlyMap<string, Value | null> {
  const own = isRecord(spec.datasets ?? null) ? Object.entries(spec.datasets as JsonRecord) : [];
  return new Map([
    ...own.map(([name, rows]) => [name, sampleOf(readJson(rows))] as const),
    ...[...data].map(([name, rows]) => [name, rows && sampleRow(rows)] as const),
  ]);
}

function lookupsOf(view: JsonRecord): readonly Json[] {
  const transforms: readonly Json[] = Array.isArray(view.transform)
    ? (view.transform as readonly Json[])
    : [];
  return transforms.flatMap((transform) => {
    const from = isRecord(transform) ? (transform.from ?? null) : null;
    return isRecord(from) && from.data !== undefined ? [from.data] : [];
  });
}

function checkField(field: string, { sample, adds, isOpen }: Fields, check: Check): void {
  const path = field
    .split(/(?<!\\)\.|\[|\]/)
    .filter((part) => part !== '')
    .map(unquote);
  const [first = ''] = path;
  if (isOpen || field === '*' || adds.has(field) || adds.has(first) || sample === null) return;
  if (hasPath(sample, path)) return;
  const names = [...(sample.type === 'record' ? sample.names() : []), ...adds];
  addFault(check, 'field-is-known', say.unknownField(check.file, field, nearestName(first, names), names));
}

function unquote(part: string): string {
  return part.replace(/^(['"])(.*)\1$/, '$2').replaceAll('\\.', '.');
}

function hasPath(sample: Value, path: readonly string[]): boolean {
  let value: Value | undefined = sample;
  for (const name of path) {
    // Below lists, and what nobody knows yet, every name may be right.
    if (value?.type !== 'record') return value !== undefined;
    value = value.get(name);
  }
  return value !== undefined;
}

/** The same mistake at several places of a spec is told once. */
function addFault(check: Check, rule: string, message: string): void {
  check.faults.set(message, { rule, message });
}
