import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import katex from 'katex';

import { commandIsRefused } from '../../base/messages/emit.ts';

import type { Formula } from './math.ts';

/** KaTeX's HTML with MathML for readers that want it, and what a page needs to show it. */
export interface TypesetMath {
  pieces: readonly string[];
  css: string;
  faces: readonly string[];
  characters: string;
  /** What KaTeX refuses, by the formula's index. */
  faults: readonly { index: number; reason: string }[];
}

/** Sets formulas with KaTeX, strictly and without trust: no `\href`, no `\includegraphics`, no HTML. */
export async function typeset(formulas: readonly Formula[]): Promise<TypesetMath> {
  const faults: { index: number; reason: string }[] = [];
  const pieces = formulas.map(({ tex, display }, index) => {
    try {
      return setFormula(tex, display);
    } catch (error) {
      faults.push({ index, reason: reasonOf(error) });
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

function setFormula(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, {
    displayMode,
    output: 'htmlAndMathml',
    throwOnError: true,
    trust: refuse,
    strict: 'error',
  });
}

/** Left to itself KaTeX would show a command that it does not trust in red, and go on. */
function refuse({ command }: { command: string }): never {
  throw new Error(commandIsRefused(command));
}

/** KaTeX's bare sentence: the formula itself stands in the diagnostic. */
function reasonOf(error: unknown): string {
  if (error instanceof katex.ParseError) return error.rawMessage.replace(/\.$/, '');
  return error instanceof Error ? error.message : String(error);
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
