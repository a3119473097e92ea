import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';

/**
 * A copy of what a task returned, each member read once: a getter or a proxy that would answer otherwise the second
 * time cannot have one value checked and another stored. What is not of the declared shape is left for the check.
 */
export function copyResults(specs: ResultSpecs, returned: unknown): unknown {
  if (!isRecord(returned)) return returned;
  const names = new Set([...Object.keys(returned), ...Object.keys(specs).filter((name) => name in returned)]);
  const copied = [...names].map((name) => {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    return [name, spec ? copyResult(spec, returned[name]) : undefined] as const;
  });
  return Object.fromEntries(copied);
}

function copyResult(spec: ResultSpec, value: unknown): unknown {
  switch (spec.kind) {
    case 'group':
      return copyResults(spec.results, value);
    case 'series':
      return copyList(value, (item) => item);
    case 'matrix':
      return copyList(value, (row) => copyList(row, (cell) => cell));
    case 'table':
      return copyList(value, copyRecord);
    case 'image':
      return copyRecord(value);
    case 'file':
      return copyBytes(value);
    default:
      return value;
  }
}

/** `Array.from` visits holes too: they are members like others, and missing. */
function copyList(value: unknown, copy: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? Array.from(value as unknown[], copy) : value;
}

function copyRecord(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyBytes(member)]));
}

function copyBytes(value: unknown): unknown {
  return value instanceof Uint8Array ? new Uint8Array(value) : value;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
