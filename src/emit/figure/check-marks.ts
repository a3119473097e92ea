import type { Json } from '../../base/json.ts';
import { markIsUnknown } from '../../base/messages/emit.ts';
import { nearestName } from '../../base/nearest.ts';

const marks = [
  'arc',
  'area',
  'bar',
  'boxplot',
  'circle',
  'errorband',
  'errorbar',
  'geoshape',
  'image',
  'line',
  'point',
  'rect',
  'rule',
  'square',
  'text',
  'tick',
  'trail',
];

/** Complaints about marks that Vega-Lite does not know: it would fail on them without naming them. */
export function checkMarks(spec: Json): string[] {
  return listMarks(spec)
    .filter((mark) => !marks.includes(mark))
    .map((mark) => markIsUnknown(mark, nearestName(mark, marks)));
}

/** Marks of a view and of the views in it; data and encodings may have a `mark` of their own, which is none. */
function listMarks(view: Json): string[] {
  if (!isRecord(view)) return [];
  const own = isRecord(view.mark) ? view.mark.type : view.mark;
  const inner = [view.spec, view.layer, view.concat, view.hconcat, view.vconcat].flatMap(
    (part) => part ?? [],
  );
  return [...(typeof own === 'string' ? [own] : []), ...inner.flatMap(listMarks)];
}

function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
