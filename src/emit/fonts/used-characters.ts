import type { Element, ElementContent } from 'hast';

import type { Face } from './faces.ts';

/** Characters by the face that shows them. */
export type UsedCharacters = ReadonlyMap<Face, ReadonlySet<string>>;

/** Where in the page which family is used: must say what the style sheet says. */
type Family = 'serif' | 'sans' | 'mono';
interface Context {
  family: Family;
  italic: boolean;
  display: boolean;
}

const sansElements = new Set(['table', 'nav', 'svg', 'figcaption', 'figure']);
const sansClasses = new Set(['skip', 'authors', 'date', 'number', 'label', 'where', 'callout-title']);
const monoElements = new Set(['code', 'pre', 'kbd', 'samp']);
const italicClasses = new Set(['subtitle', 'published']);
const italicElements = new Set(['em', 'i', 'cite', 'dfn']);

/** Which characters each face must have to show the page. Formulas count elsewhere: KaTeX has its own fonts. */
export function usedCharacters(body: readonly ElementContent[]): UsedCharacters {
  const used = new Map<Face, Set<string>>();
  const note = (text: string, context: Context): void => {
    const face = faceOf(context);
    const characters = used.get(face) ?? new Set();
    for (const character of text) characters.add(character);
    used.set(face, characters);
  };
  const start: Context = { family: 'serif', italic: false, display: false };
  for (const node of body) visitNode(node, start, note);
  return used;
}

function visitNode(
  node: ElementContent,
  context: Context,
  note: (text: string, context: Context) => void,
): void {
  if (node.type === 'text') note(node.value, context);
  else if (node.type === 'raw') noteRaw(node.value, context, note);
  else if (node.type === 'element') {
    const inner = contextIn(node, context);
    for (const child of node.children) visitNode(child, inner, note);
  }
}

/** Raw pieces are drawings, coloured code or formulas; the last are not for these faces. */
function noteRaw(html: string, context: Context, note: (text: string, context: Context) => void): void {
  if (html.includes('class="katex')) return;
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([\dA-F]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
  note(`${text}<>&"'`, html.startsWith('<svg') ? { ...context, family: 'sans' } : context);
}

function contextIn({ tagName, properties }: Element, context: Context): Context {
  const classes = Array.isArray(properties.className) ? properties.className.map(String) : [];
  const family: Family = monoElements.has(tagName)
    ? 'mono'
    : sansElements.has(tagName) || classes.some((name) => sansClasses.has(name))
      ? 'sans'
      : context.family;
  return {
    family,
    italic: context.italic || italicElements.has(tagName) || classes.some((name) => italicClasses.has(name)),
    display: context.display || /^h[12]$/.test(tagName),
  };
}

function faceOf({ family, italic, display }: Context): Face {
  if (family === 'mono') return 'mono';
  if (family === 'sans') return italic ? 'sansItalic' : 'sans';
  if (display) return 'display';
  return italic ? 'serifItalic' : 'serif';
}
