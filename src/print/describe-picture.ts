import { digestBytes, digestJson } from '../base/digest.ts';
import type { DrawnData, DrawnRow, FieldExtremes, MarkData, PrintedPicture } from '../base/document-print.ts';
import type { Picture } from '../base/filled-nodes.ts';
import type { Json } from '../base/json.ts';

/** Rows of a figure are kept up to so many values; beyond it their digest stands for them. */
const mostValues = 600;

/** Records and lists within a row are kept up to so many characters. */
const longestValue = 60;

/** What a figure is drawn from, in short: a digest of spec or picture, and the data of its marks (null: none are to be kept). */
export function describePicture(picture: Picture, data: DrawnData | null): PrintedPicture {
  if (picture.type === 'bitmap') {
    const { name, mediaType, width, height, content } = picture;
    return { type: 'bitmap', name, mediaType, width, height, sha256: digestBytes(content) };
  }
  const { name, spec } = picture;
  return {
    type: 'chart',
    spec: name,
    sha256: digestJson(withoutData(spec)),
    data: data && describeData(data),
  };
}

/** What is bound stands in the data of the marks, and so do the author's own. */
function withoutData(spec: Json): Json {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return spec;
  return Object.fromEntries(Object.entries(spec).filter(([name]) => name !== 'datasets'));
}

/** Marks with the same rows share them. */
function describeData(data: DrawnData): MarkData[] {
  const known = new Map<string, MarkData & { marks: string[] }>();
  for (const { mark, rows } of data) {
    const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();
    const values = rows.map((row) => fields.map((field) => shortValue(row[field] ?? null)));
    const sha256 = digestJson([fields, values]);
    const same = known.get(sha256);
    if (same) same.marks.push(mark);
    else known.set(sha256, { marks: [mark], ...shorten(fields, values, rows), sha256 });
  }
  return [...known.values()];
}

/** A case or a list that a row carries along is known by its digest. */
function shortValue(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  return JSON.stringify(value).length > longestValue ? `sha256 ${digestJson(value)}` : value;
}

function shorten(
  fields: readonly string[],
  values: readonly (readonly Json[])[],
  rows: readonly DrawnRow[],
): Pick<MarkData, 'fields' | 'count' | 'rows' | 'extremes'> {
  if (fields.length * values.length <= mostValues)
    return { fields, count: values.length, rows: values, extremes: null };
  const extremes = fields.map((field) => [field, extremesOf(rows.map((row) => row[field] ?? null))] as const);
  return { fields, count: values.length, rows: null, extremes: Object.fromEntries(extremes) };
}

function extremesOf(values: readonly Json[]): FieldExtremes {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (typeof value !== 'number') continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  const different = new Set(values.map((value) => JSON.stringify(value))).size;
  return least > greatest
    ? { least: null, greatest: null, values: different }
    : { least, greatest, values: different };
}
