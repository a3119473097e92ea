import { figureFont } from './theme.ts';

/**
 * Vega's SVG made fit to stand in a page with others: every id gets the figure's prefix, and what no reader sees
 * (invisible labels, empty backgrounds, descriptions that `role="img"` hides anyway) is left out.
 */
export function tidySvg(svg: string, prefix: string): string {
  return prefixIds(hoistFont(dropInvisible(svg)), prefix);
}

/** Prefixes every id and every use of one. */
export function prefixIds(svg: string, prefix: string): string {
  return svg
    .replace(/(\sid=")/g, `$1${prefix}-`)
    .replace(/url\(#/g, `url(#${prefix}-`)
    .replace(/(\s(?:xlink:)?href="#)/g, `$1${prefix}-`);
}

/** The house font stands once, on the whole drawing. */
function hoistFont(svg: string): string {
  const font = ` font-family="${figureFont}"`;
  return svg.replaceAll(font, '').replace(/^<svg/, `<svg${font}`);
}

function dropInvisible(svg: string): string {
  return svg
    .replace(/ (?:aria-[a-z]+|role|pointer-events|class|xmlns:xlink|version)="[^"]*"/g, '')
    .replace(/<text[^>]* opacity="0"[^>]*>[^<]*<\/text>/g, '')
    .replace(/<path d=""(?: display="none")?\/>/g, '')
    .replace(/<path d="[^"]*"(?: opacity="1")?\/>(?=<g|<\/g>)/g, dropUnpainted)
    .replace(/ opacity="1"/g, '')
    .replace(/<[^>]*>/g, roundPlaces);
}

/** Within a tag, where numbers say where things stand; a number between tags is what a reader reads. */
function roundPlaces(tag: string): string {
  return tag.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}

/** A path without fill or stroke inside Vega's `fill="none"` paints nothing. */
function dropUnpainted(path: string): string {
  return /fill=|stroke=/.test(path) ? path : '';
}
