import type { Element } from 'hast';
import { h } from 'hastscript';

import type { ContentsEntry } from '../../base/report.ts';

interface Branch {
  entry: ContentsEntry;
  branches: Branch[];
}

/** The table of contents: beside the text on wide screens, above it on small ones, where it folds without a script. */
export function contents(entries: readonly ContentsEntry[]): Element[] {
  if (entries.length < 2) return [];
  const list = listOf(branchesOf(entries));
  return [
    h('nav.contents', { ariaLabel: 'Contents' }, [
      h('details', { open: true }, [h('summary', 'Contents'), list]),
    ]),
  ];
}

function branchesOf(entries: readonly ContentsEntry[]): Branch[] {
  const top: Branch[] = [];
  const open: Branch[] = [];
  for (const entry of entries) {
    while ((open.at(-1)?.entry.depth ?? 0) >= entry.depth) open.pop();
    const branch = { entry, branches: [] };
    (open.at(-1)?.branches ?? top).push(branch);
    open.push(branch);
  }
  return top;
}

function listOf(branches: readonly Branch[]): Element {
  return h(
    'ol',
    branches.map(({ entry, branches: below }) =>
      h('li', [link(entry), ...(below.length > 0 ? [listOf(below)] : [])]),
    ),
  );
}

function link({ id, number, title }: ContentsEntry): Element {
  return h('a', { href: `#${id}` }, number === null ? [title] : [h('span.number', number), ' ', title]);
}
