import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Formula } from './math.ts';
import { explainFault, setFormula, type FormulaFault } from './set-formula.ts';

/** KaTeX's HTML with MathML for readers that want it, and what a page needs to show it. */
export interface TypesetMath {
  pieces: readonly string[];
  css: string;
  faces: readonly string[];
  characters: string;
  /** What KaTeX refuses, by the formula's index. */
  faults: readonly (FormulaFault & { index: number })[];
}

/** Sets formulas, and finds what of KaTeX's style sheet and faces they need. */
export async function typeset(formulas: readonly Formula[]): Promise<TypesetMath> {
  const faults: (FormulaFault & { index: number })[] = [];
  const pieces = formulas.map((formula, index) => {
    try {
      return setFormula(formula);
    } catch (error) {
      faults.push({ index, ...explainFault(error, formula) });
      return '';
    }
  });
  const visible = pieces.map(withoutMathMl).join('');
  const classes = usedClasses(pieces.join(''));
  return {
    pieces,
    faults,
    css: await reducedCss(classes),
    faces: usedFaces(visible),
    characters: textOf(visible),
  };
}

function withoutMathMl(html: string): string {
  return html.replace(/<span class="katex-mathml">.*?<\/math><\/span>/gs, '');
}

function usedClasses(html: string): Set<string> {
  const lists = [...html.matchAll(/class="([^"]*)"/g)].map(([, list = '']) => list.split(' '));
  return new Set(lists.flat());
}

/** Which class brings which face in; `katex.css` is the source of this table. */
const faceTriggers: readonly (readonly [string, RegExp])[] = [
  ['Main-Regular', /katex-html/],
  ['Main-Italic', /\b(?:mathit|textit)\b/],
  ['Main-Bold', /\b(?:mathbf|textbf)\b/],
  ['Math-Italic', /\bmathnormal\b/],
  ['Math-BoldItalic', /\bboldsymbol\b/],
  ['AMS-Regular', /\b(?:amsrm|mathbb|textbb)\b/],
  ['Caligraphic-Regular', /\bmathcal\b/],
  ['Fraktur-Regular', /\b(?:mathfrak|textfrak)\b/],
  ['Fraktur-Bold', /\b(?:mathboldfrak|textboldfrak)\b/],
  ['SansSerif-Regular', /\b(?:mathsf|textsf)\b/],
  ['SansSerif-Bold', /\b(?:mathboldsf|textboldsf)\b/],
  ['SansSerif-Italic', /\b(?:mathsfit|mathitsf|textitsf)\b/],
  ['Script-Regular', /\b(?:mathscr|textscr)\b/],
  ['Typewriter-Regular', /\b(?:mathtt|texttt)\b/],
  ['Size1-Regular', /delimsizing size1|delim-size1|small-op/],
  ['Size2-Regular', /delimsizing size2|large-op/],
  ['Size3-Regular', /delimsizing size3/],
  ['Size4-Regular', /delimsizing size4|delim-size4/],
];

function usedFaces(html: string): string[] {
  return faceTriggers.filter(([, trigger]) => trigger.test(html)).map(([face]) => face);
}

function textOf(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
  return [...new Set(text)].sort().join('');
}

async function reducedCss(classes: ReadonlySet<string>): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const css = await readFile(resolve('katex/dist/katex.min.css'), 'utf8');
  const rules = css.replace(/@font-face\{[^}]*\}/g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g);
  return [...rules].map(([, selectors = '', body = '']) => reduceRule(selectors, body, classes)).join('');
}

/** Keeps the selectors all of whose classes stand in the page; nothing where none is left. */
function reduceRule(selectors: string, body: string, classes: ReadonlySet<string>): string {
  const kept = selectors.split(',').filter((selector) => {
    const named = [...selector.replace(/:not\([^)]*\)/g, '').matchAll(/\.([\w-]+)/g)].map(
      ([, name = '']) => name,
    );
    return named.length > 0 && named.every((name) => classes.has(name));
  });
  return kept.length > 0 ? `${kept.join(',')}{${body}}` : '';
}
