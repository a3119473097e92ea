import type { PrintAspect, PrintChange } from '../base/document-print.ts';
import * as messages from '../base/messages/print.ts';

/** Changes that are one for people: of the cells of a column whose expression or format was edited, the first stands for all. */
export interface ChangeGroup {
  change: PrintChange;
  /** Further cells that changed with it. */
  more: number;
}

/** The changes, each with those that it stands for. */
export function groupChanges(changes: readonly PrintChange[]): ChangeGroup[] {
  const groups: ChangeGroup[] = [];
  const columns = new Map<string, ChangeGroup>();
  for (const change of changes) {
    const name = nameOfColumn(change);
    const known = name === null ? undefined : columns.get(name);
    if (known) {
      known.more += 1;
      continue;
    }
    const group = { change, more: 0 };
    if (name !== null) columns.set(name, group);
    groups.push(group);
  }
  return groups;
}

/** Null for what is no cell, or changed by its results alone. */
function nameOfColumn({ type, cell, expression, aspects }: PrintChange): string | null {
  if (!cell) return null;
  const edited = aspects.filter(({ aspect }) => aspect === 'expression' || aspect === 'format');
  if (type === 'changed' && edited.length === 0) return null;
  const { table, column, row } = cell;
  // Of a column that is new or gone, and of a row.
  if (type !== 'changed') return JSON.stringify([type, table, row]);
  return JSON.stringify([type, table, column, expression, edited]);
}

/**
 * The first changes, each with its place, its sentence and what it was and is; and how many more there are. Those that
 * are beyond tolerance are marked.
 */
export function describeChanges(
  changes: readonly PrintChange[],
  most: number,
  isBeyond: (change: PrintChange) => boolean = () => false,
): string[] {
  const groups = groupChanges(changes);
  const lines = groups.slice(0, most).flatMap((group) => describeGroup(group, isBeyond(group.change)));
  const more = groups.length - most;
  return more > 0 ? [...lines, messages.moreChanges(more)] : lines;
}

function describeGroup({ change, more }: ChangeGroup, beyond: boolean): string[] {
  return [
    messages.whereChanged(change),
    ...whatChanged(change).map((line) => messages.indented(beyond ? messages.beyondTolerance(line) : line)),
    ...messages.moreCells(more),
  ];
}

/** What a change is, a line an aspect: `mlp.f1: 0.87 -> 0.88`. */
export function whatChanged({ type, of, expression, aspects }: PrintChange): string[] {
  if (type !== 'changed') return [messages.isNewOrGone(type, of, expression, aspects[0] ?? null)];
  return aspects.map((each) => messages.aspectChanged(nameOf(each.aspect, expression), each));
}

/** A text is known by its expression. */
function nameOf(aspect: PrintAspect, expression: string | null): string {
  return aspect === 'text' ? (expression ?? '') : messages.aspectWord(aspect);
}
