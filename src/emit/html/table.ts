import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { PhrasingContent, Table } from 'mdast';
import type { State } from 'mdast-util-to-hast';

import type { CaptionedTableNode } from '../../base/filled-nodes.ts';
import { caption } from './caption.ts';
import { pageId } from './page-id.ts';

type Align = 'left' | 'center' | 'right' | null;
type Cells = readonly (readonly PhrasingContent[])[];

interface TableParts {
  head: Cells;
  rows: readonly Cells[];
  align: readonly Align[];
}

/** A table with its caption above, in a container that scrolls where the screen is narrower than the table. */
export function captionedTable(state: State, node: CaptionedTableNode): Element {
  const captionId = pageId(`caption-${node.label.replace(/\W+/g, '-')}`);
  return h('figure.table', { id: node.id }, [
    caption(state, node, captionId),
    scrolling({ ariaLabelledBy: captionId }, tableOf(state, node)),
  ]);
}

/** A table in Markdown's own syntax. */
export function table(state: State, node: Table): Element {
  const [head = [], ...rest] = node.children.map((row) => row.children.map((cell) => cell.children));
  // As GFM has it: each row has as many cells as the head.
  const rows = rest.map((cells) => head.map((_, column) => cells[column] ?? []));
  const parts = { head, rows, align: node.align ?? [] };
  return h('div.table', [scrolling({ ariaLabel: 'Table' }, tableOf(state, parts))]);
}

/** Focusable, so that the keyboard can scroll it. */
function scrolling(name: { ariaLabel: string } | { ariaLabelledBy: string }, content: Element): Element {
  return h('div.scroll', { role: 'group', tabIndex: 0, ...name }, [content]);
}

function tableOf(state: State, { head, rows, align }: TableParts): Element {
  const body = rows.map((cells) =>
    h(
      'tr',
      cells.map((cell, index) => dataCell(state, cell, align[index])),
    ),
  );
  return h('table', [
    h('thead', [
      h(
        'tr',
        head.map((cell, index) => headCell(state, cell, align[index])),
      ),
    ]),
    ...(body.length > 0 ? [h('tbody', body)] : []),
  ]);
}

function headCell(state: State, cell: readonly PhrasingContent[], align: Align | undefined): Element {
  const content = phrasing(state, cell);
  // A header cell without a word is no header for a reader of the screen.
  return content.length === 0 ? h('td') : h('th', { scope: 'col', className: alignment(align) }, content);
}

function dataCell(state: State, cell: readonly PhrasingContent[], align: Align | undefined): Element {
  return h('td', { className: alignment(align) }, phrasing(state, cell));
}

function alignment(align: Align | undefined): string[] | undefined {
  return align === 'right' || align === 'center' ? [align] : undefined;
}

function phrasing(state: State, children: readonly PhrasingContent[]): ElementContent[] {
  return state.all({ type: 'paragraph', children: [...children] });
}
