import type { DrawnData, DrawnRow } from '../../base/document-print.ts';
import type { Json } from '../../base/json.ts';

import { collectComplaints, compileChart } from './compile-chart.ts';

/** What of Vega's scene tells which rows its marks are drawn from; the package's types leave it open. */
interface SceneMark {
  marktype: string;
  name?: string;
  role?: string;
  items: readonly SceneItem[];
}

interface SceneItem {
  datum?: unknown;
  items?: readonly SceneMark[];
}

/**
 * The rows behind every mark of a Vega-Lite spec whose data stand in it, after all transforms, by Vega's names of the
 * marks in the order of drawing. Axes, legends and titles are none. The same spec gives the same rows: random numbers
 * are seeded, time is UTC.
 */
export async function readChartData(spec: Json): Promise<DrawnData> {
  const vega = await import('vega');
  const logger = collectComplaints([]);
  const compiled = await compileChart(spec, logger);
  vega.setRandom(vega.randomLCG(1));
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger });
  await view.runAsync();
  const found = new Map<string, DrawnRow[]>();
  // The border to Vega, which gives its scene without a type.
  collect((view.scenegraph() as unknown as { root: SceneMark }).root, found);
  view.finalize();
  return [...found].map(([mark, rows]) => ({ mark, rows }));
}

function collect(mark: SceneMark, found: Map<string, DrawnRow[]>): void {
  if (mark.role !== undefined && /^(?:axis|legend|title)/.test(mark.role)) return;
  if (mark.role === 'mark' && mark.marktype !== 'group') {
    const name = mark.name ?? mark.marktype;
    found.set(name, [...(found.get(name) ?? []), ...mark.items.flatMap(({ datum }) => rowOf(datum))]);
  }
  for (const { items } of mark.items) for (const inner of items ?? []) collect(inner, found);
}

/** A row as plain values; a mark without data has none. */
function rowOf(datum: unknown): DrawnRow[] {
  if (typeof datum !== 'object' || datum === null) return [];
  const members = Object.entries(datum).map(([name, value]) => [name, plainValue(value)] as const);
  return members.length === 0 ? [] : [Object.fromEntries(members)];
}

/** What JSON cannot hold has its name: a chart may be drawn from an infinite number. */
function plainValue(value: unknown): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object') return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainValue(inner)]));
}
