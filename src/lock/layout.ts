import type { Json } from '../base/json.ts';

/** What a line holds before a list of scalars or a record is spread over several. */
const width = 100;

/**
 * JSON for people and for diffs: a member a line; of a matrix or a table a row a line, of a long list an element a line;
 * numbers at full precision. Ends in a line feed.
 */
export function layOut(value: Json): string {
  return `${spread(value, '', 0)}\n`;
}

function spread(value: Json, indent: string, depth: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const further = `${indent}  `;
  if (isList(value)) {
    if (value.length === 0 || (value.every(isScalar) && fits(value, indent))) return inline(value);
    return block('[', value.map(inline), ']', indent);
  }
  const members = Object.entries(value);
  if (members.length === 0 || (depth > 1 && isFlat(value) && fits(value, indent))) return inline(value);
  const lines = members.map(
    ([name, member]) => `${JSON.stringify(name)}: ${spread(member, further, depth + 1)}`,
  );
  return block('{', lines, '}', indent);
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
}

/** On one line: `{"epochs": 3, "units": [128, 128]}`. */
function inline(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(inline).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inline(member)}`);
  return `{${members.join(', ')}}`;
}

function fits(value: Json, indent: string): boolean {
  return indent.length + inline(value).length <= width;
}

/** Whether no row of a table or matrix would share its line with others. */
function isFlat(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isList(value)) return value.every(isScalar);
  return Object.values(value).every(isFlat);
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== 'object';
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
