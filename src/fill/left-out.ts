import type { Nodes } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import { leftOutNote, leftOutReference } from '../base/messages/fill.ts';
import { formatPlace, type Place } from '../base/place.ts';
import type { Source } from '../base/report.ts';
import type { WhenNode } from '../base/tree.ts';
import { idOf } from './authored-id.ts';
import { visitAll } from './walk.ts';

/** A `when` that was left out; `condition` is null where it could not be told, which is a mistake of its own. */
export interface LeftOut {
  node: WhenNode;
  condition: string | null;
}

/** References, from what stands, to what was left out. */
export function checkLeftOut(sources: readonly Source[], leftOut: readonly LeftOut[]): Diagnostic[] {
  if (leftOut.length === 0) return [];
  const standing = new Set(sources.flatMap(({ tree, file }) => namesIn(tree, file)));
  const left = new Map(
    leftOut.flatMap((one) => namesIn(one.node, one.node.place.file).map((name) => [name, one] as const)),
  );
  const diagnostics: Diagnostic[] = [];
  const check = (name: string, place: Place, message: (when: LeftOutAt) => string): void => {
    const one = standing.has(name) ? undefined : left.get(name);
    if (!one || one.condition === null) return;
    const when = { at: formatPlace(one.node.place), condition: one.condition };
    diagnostics.push({ rule: 'reference-stands', message: message(when), place });
  };
  for (const { tree, file } of sources) {
    visitAll(tree, (node) => {
      if (node.type === 'crossReference')
        check(node.id, node.place, (when) => leftOutReference(node.id, when));
      if (node.type === 'footnoteReference')
        check(noteName(node, file), placeIn(file, node), (when) => leftOutNote(node.label ?? '', when));
    });
  }
  return diagnostics;
}

function placeIn(file: string, { position }: Nodes): Place {
  return { file, line: position?.start.line ?? 1, column: position?.start.column ?? 1 };
}

interface LeftOutAt {
  at: string;
  condition: string;
}

/** The ids and notes that stand in a tree. */
function namesIn(tree: Nodes, file: string): readonly string[] {
  const names: string[] = [];
  visitAll(tree, (node) => {
    const name = node.type === 'footnoteDefinition' ? noteName(node, file) : idOf(node);
    if (name !== null) names.push(name);
  });
  return names;
}

/** No id begins so; each source has its own notes. */
function noteName({ identifier }: { identifier: string }, file: string): string {
  return `^${file}^${identifier}`;
}
