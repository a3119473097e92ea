import type { PhrasingContent, Table } from 'mdast';

import type { CaptionedTableNode } from '../base/filled-nodes.ts';
import type { Shown } from '../base/origins.ts';
import type { Place } from '../base/place.ts';

/** A table of either making: its first row is the header. */
export interface Grid {
  /** Not known of a table in Markdown. */
  place?: Place;
  id: string | null;
  caption: readonly PhrasingContent[];
  cells: readonly (readonly (readonly PhrasingContent[])[])[];
}

/** A table in Markdown has neither id nor caption. */
export function gridOf(node: Table | CaptionedTableNode): Grid {
  if (node.type === 'captionedTable') {
    const { place, id, children, head, rows } = node;
    return { place, id, caption: children, cells: [head, ...rows] };
  }
  const cells = node.children.map((row) => row.children.map((cell) => cell.children));
  return { id: null, caption: [], cells };
}

/** A cell, to be asked for the name of its row. */
interface NamingCell {
  text: string;
  shown: readonly Shown[];
}

/** What tells a table's rows apart for people: the first words in each, else which row it is. */
export function namesOfRows(rows: readonly (readonly NamingCell[])[]): string[] {
  return tellApart(rows.map((row, index) => row.find(isName)?.text ?? String(index + 1)));
}

/** Words of the author's, labels and words of results; numbers change. */
function isName({ text, shown }: NamingCell): boolean {
  if (!/\p{L}/u.test(text)) return false;
  return shown.every(({ origin }) => typeof origin.value === 'string' && !origin.timed);
}

/** The same names again are numbered: `name (2)`. */
export function tellApart(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
