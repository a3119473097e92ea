import type { ResultSpec, ResultSpecs, ScalarSpec } from '../base/kinds.ts';
import * as messages from '../base/messages/run.ts';
import type { Pixels } from '../base/results.ts';

/** What is wrong with a value that a task returned. */
export interface ResultFault {
  rule: 'result-has-declared-shape' | 'result-is-finite';
  /** `history[3].xent` */
  path: string;
  message: string;
}

/** Compares what a task returned with what it declared: same names, same kinds, finite numbers. No fault, an empty list. */
export function checkResults(specs: ResultSpecs, returned: unknown, path = ''): ResultFault[] {
  if (!isRecord(returned)) return [shape(path, messages.expectedRecord(describe(returned)))];
  const faults: ResultFault[] = [];
  for (const [name, spec] of Object.entries(specs)) {
    const at = join(path, name);
    if (name in returned) faults.push(...checkResult(spec, returned[name], at));
    else faults.push(shape(at, messages.resultMissing()));
  }
  for (const name of Object.keys(returned)) {
    if (!Object.hasOwn(specs, name)) faults.push(shape(join(path, name), messages.resultUndeclared()));
  }
  return faults;
}

const mostPaths = 3;

/** One fault for all numbers that are not finite, in the place of the first: one overflow mostly makes many. */
export function joinNotFinite(faults: readonly ResultFault[]): ResultFault[] {
  const [first, ...others] = faults.filter(isNotFinite);
  if (!first || others.length === 0) return [...faults];
  const paths = [first, ...others].slice(0, mostPaths).map(({ path }) => path);
  const message = messages.severalNotFinite(paths, others.length + 1 - paths.length);
  return faults.flatMap((fault) => {
    if (fault === first) return [{ ...first, message }];
    return isNotFinite(fault) ? [] : [fault];
  });
}

function isNotFinite({ rule }: ResultFault): boolean {
  return rule === 'result-is-finite';
}

function checkResult(spec: ResultSpec, value: unknown, path: string): ResultFault[] {
  switch (spec.kind) {
    case 'group':
      return checkResults(spec.results, value, path);
    case 'series':
      return checkList(value, path, spec.length, (item, at) => checkScalar(spec.of, item, at));
    case 'matrix':
      return checkMatrix(spec, value, path);
    case 'table':
      return checkList(value, path, undefined, (row, at) => checkRow(spec.columns, row, at));
    case 'image':
      return isPixels(value) ? [] : [shape(path, messages.expectedPixels(describe(value)))];
    case 'file':
      return value instanceof Uint8Array ? [] : [shape(path, messages.expectedBytes(describe(value)))];
    default:
      return checkScalar(spec, value, path);
  }
}

function checkScalar(spec: ScalarSpec, value: unknown, path: string): ResultFault[] {
  if (spec.kind === 'text') {
    return typeof value === 'string' ? [] : [shape(path, messages.expectedKind('text', describe(value)))];
  }
  if (typeof value !== 'number') return [shape(path, messages.expectedKind(spec.kind, describe(value)))];
  if (!Number.isFinite(value))
    return [{ rule: 'result-is-finite', path, message: messages.notFinite(path, value) }];
  if (spec.kind === 'count' && !Number.isSafeInteger(value)) return [shape(path, messages.notWhole(value))];
  return [];
}

type CheckItem = (item: unknown, path: string) => ResultFault[];

function checkList(
  value: unknown,
  path: string,
  length: number | undefined,
  check: CheckItem,
): ResultFault[] {
  if (!Array.isArray(value)) return [shape(path, messages.expectedList(describe(value)))];
  if (length !== undefined && value.length !== length)
    return [shape(path, messages.wrongLength(length, value.length))];
  // `Array.from` visits holes, which `flatMap` would pass over.
  return Array.from(value as unknown[], (item, index) => check(item, `${path}[${index}]`)).flat();
}

function checkMatrix(spec: ResultSpec & { kind: 'matrix' }, value: unknown, path: string): ResultFault[] {
  const [rows, columns] = spec.shape ?? [undefined, widthOf(value)];
  return checkList(value, path, rows, (row, at) =>
    checkList(row, at, columns, (cell, where) => checkScalar(spec.of, cell, where)),
  );
}

function widthOf(rows: unknown): number | undefined {
  const first: unknown = Array.isArray(rows) ? rows[0] : undefined;
  return Array.isArray(first) ? first.length : undefined;
}

function checkRow(
  columns: { readonly [column: string]: ScalarSpec },
  row: unknown,
  path: string,
): ResultFault[] {
  if (!isRecord(row)) return [shape(path, messages.expectedRecord(describe(row)))];
  const faults: ResultFault[] = [];
  for (const [name, spec] of Object.entries(columns)) {
    const cell = row[name];
    if (!(name in row)) faults.push(shape(join(path, name), messages.resultMissing()));
    else if (cell !== null) faults.push(...checkScalar(spec, cell, join(path, name)));
  }
  for (const name of Object.keys(row)) {
    if (!Object.hasOwn(columns, name)) faults.push(shape(join(path, name), messages.resultUndeclared()));
  }
  return faults;
}

/** Whether a value is an image as tasks return it: as many bytes as its size says. */
export function isPixels(value: unknown): value is Pixels {
  if (!isRecord(value)) return false;
  const { width, height, channels, data } = value;
  if (!isSize(width) || !isSize(height)) return false;
  if (channels !== 1 && channels !== 3 && channels !== 4) return false;
  return data instanceof Uint8Array && data.length === width * height * channels;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function shape(path: string, message: string): ResultFault {
  return { rule: 'result-has-declared-shape', path, message: messages.wrongShape(path, message) };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A value in a word or two, for a sentence. */
function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name} (make it a list with Array.from)`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `the text "${value.slice(0, 40)}"`;
  if (value instanceof Promise) return 'a promise (await it)';
  return value === undefined ? 'nothing' : `a ${typeof value}`;
}
