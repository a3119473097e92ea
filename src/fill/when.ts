import type { Nodes, Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import { truthOf } from '../base/language/operators.ts';
import { leftOutNote, leftOutReference } from '../base/messages/fill.ts';
import { formatPlace, type Place } from '../base/place.ts';
import type { Source } from '../base/report.ts';
import type { WhenNode } from '../base/tree.ts';
import { idOf } from './check-references.ts';
import { evaluateWith, type Results } from './scope.ts';
import { replaceNodes, visitAll } from './walk.ts';

/** A `when` that was left out; `condition` is null where it could not be told, which is a mistake of its own. */
export interface LeftOut {
  node: WhenNode;
  condition: string | null;
}

/** Puts the blocks of every `:::when` that holds in its place; the others go, and what is in them is not asked. */
export function decideWhens(
  trees: readonly Root[],
  results: Results,
): { leftOut: readonly LeftOut[]; diagnostics: readonly Diagnostic[] } {
  const leftOut: LeftOut[] = [];
  const diagnostics: Diagnostic[] = [];
  const decide = (tree: Nodes): void => {
    replaceNodes(tree, (node) => {
      if (node.type !== 'when') return null;
      const truth = evaluateWith(node.condition, results, truthOf);
      if (truth.ok && truth.value === true) {
        decide(node);
        return node.children;
      }
      if (!truth.ok) diagnostics.push(truth.diagnostic);
      leftOut.push({ node, condition: truth.ok ? node.condition.source : null });
      return [];
    });
  };
  trees.forEach(decide);
  return { leftOut, diagnostics };
}

/** References, from what stands, to what was left out. */
export function checkLeftOut(sources: readonly Source[], leftOut: readonly LeftOut[]): Diagnostic[] {
  if (leftOut.length === 0) return [];
  const standing = namesIn(sources.map(({ tree }) => tree));
  const left = new Map(
    leftOut.flatMap((one) => [...namesIn([one.node])].map((name) => [name, one] as const)),
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
        check(noteName(node), placeIn(file, node), (when) => leftOutNote(node.label ?? '', when));
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

/** The ids and notes that stand in some trees. */
function namesIn(trees: readonly Nodes[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const tree of trees) {
    visitAll(tree, (node) => {
      const name = node.type === 'footnoteDefinition' ? noteName(node) : idOf(node);
      if (name !== null) names.add(name);
    });
  }
  return names;
}

/** No id begins so. */
function noteName({ identifier }: { identifier: string }): string {
  return `^${identifier}`;
}
