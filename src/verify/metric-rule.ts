import type { MetricSpec, Tolerance } from '../base/kinds.ts';
import type { MetricRule } from './judge-metric.ts';
import type { ShownResult } from './find-shown-digits.ts';
import type { ViewFinder } from './views.ts';

/** How many digits of the largest value of a list or column a reader can tell apart in a figure. */
const drawnDigits = 3;

/** What a metric is held to: a scalar, the cells of a list, a column of a table. */
export interface RuleSubject {
  spec: MetricSpec;
  /** Of a table; else empty. */
  column: string;
  /** The locked numbers. */
  cells: readonly number[];
  /** How the document shows the result; undefined where nothing prints it. */
  shown: ShownResult | undefined;
  declared: Tolerance | null;
}

/**
 * The rule for a metric: the views in which the document prints it; else the numbers that it goes into; else its declared
 * format; else what a figure can show, half a unit of the third digit of the largest value.
 */
export function ruleFor(
  { spec, column, cells, shown, declared }: RuleSubject,
  views: ViewFinder,
): MetricRule {
  const direct = shown?.views.get(column) ?? [];
  const behind = (shown?.behind ?? []).filter(({ columns }) => columns?.includes(column) ?? true);
  const isPrinted = direct.length > 0 || behind.length > 0;
  const byFormat = !isPrinted && spec.format !== undefined ? [views.plain(spec.format)] : direct;
  return { views: byFormat, behind, step: stepOf(cells), declared: declared ?? spec.tolerance ?? null };
}

function stepOf(cells: readonly number[]): number {
  const largest = cells.reduce((most, cell) => Math.max(most, Math.abs(cell)), 0);
  if (!Number.isFinite(largest) || largest === 0) return 0;
  return 0.5 * 10 ** (Math.floor(Math.log10(largest)) + 1 - drawnDigits);
}
