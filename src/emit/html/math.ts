import type { Nodes, Root } from 'mdast';
import type {} from 'remark-math';

import { stopOnDiagnostics, type Diagnostic } from '../../base/diagnostic.ts';
import type { Made } from '../../base/effects.ts';
import { equationIsFaulty } from '../../base/messages/emit.ts';
import type { Place } from '../../base/place.ts';

import type { TypesetMath } from './typeset.ts';
import { visitAll } from './visit-all.ts';

/** All formulas of a document, set. */
export interface SetMath {
  /** HTML of a formula, by its node. */
  html: ReadonlyMap<Nodes, string>;
  /** KaTeX's style sheet, reduced to the classes in use, without its font faces. */
  css: string;
  /** KaTeX's faces in use, e.g. `Main-Regular`. */
  faces: readonly string[];
  characters: string;
}

/** A formula as KaTeX takes it. */
export interface Formula {
  tex: string;
  display: boolean;
}

interface FormulaNode {
  node: Nodes;
  formula: Formula;
  place: Place | null;
}

/**
 * Sets every formula of the tree in one go, so that a warm build neither loads KaTeX nor asks the cache once a formula.
 * Throws a ReportError with the author's place of each formula that KaTeX refuses.
 */
export async function setMath(tree: Root, made: Made): Promise<SetMath> {
  const found = listFormulas(tree);
  if (found.length === 0) return { html: new Map(), css: '', faces: [], characters: '' };
  const formulas = found.map(({ formula }) => ({ ...formula }));
  const kept = await made.text('math', { formulas }, async () => {
    const { typeset } = await import('./typeset.ts');
    const set = await typeset(formulas);
    stopOnDiagnostics(describeFaults(found, set));
    return JSON.stringify(set);
  });
  const { pieces, css, faces, characters } = JSON.parse(kept) as TypesetMath;
  return {
    html: new Map(found.map(({ node }, index) => [node, pieces[index] ?? ''])),
    css,
    faces,
    characters,
  };
}

function listFormulas(tree: Root): FormulaNode[] {
  const found: FormulaNode[] = [];
  visitAll(tree, (node) => {
    if (node.type === 'numberedEquation') {
      found.push({ node, formula: { tex: node.value, display: true }, place: node.place });
    } else if (node.type === 'math' || node.type === 'inlineMath') {
      const formula = { tex: node.value, display: node.type === 'math' };
      found.push({ node, formula, place: node.data?.place ?? null });
    }
  });
  return found;
}

function describeFaults(found: readonly FormulaNode[], { faults }: TypesetMath): Diagnostic[] {
  return faults.map(({ index, reason }) => {
    const place = found[index]?.place;
    const tex = found[index]?.formula.tex ?? '';
    return { rule: 'equation-is-valid', message: equationIsFaulty(tex, reason), ...(place ? { place } : {}) };
  });
}
