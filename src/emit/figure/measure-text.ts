import { create, type Font } from 'fontkit';

import { digestBytes } from '../../base/digest.ts';
import type { Made } from '../../base/effects.ts';

import { readFontFiles, sansFiles } from '../fonts/font-files.ts';
import { instanceOf } from '../fonts/subset-file.ts';

/** The parts of a Vega text item that its width depends on. */
export interface TextItem {
  fontSize?: number;
  fontWeight?: number | string;
  limit?: number;
}

/** Width in pixels of a line of text. */
export type MeasureText = (item: TextItem, text: unknown) => number;

/**
 * Measures with the shipped sans font (outlines of several files, one for each script). Characters in none of them
 * count half as wide as high: near enough for a symbol.
 */
export async function loadMeasureText(made: Made): Promise<MeasureText> {
  const files = await readFontFiles(sansFiles);
  const load = (wght: number): Promise<Font[]> =>
    Promise.all(files.map(async ({ content }) => create(Buffer.from(await instance(content, wght, made)))));
  const [regular, bold] = await Promise.all([load(400), load(600)]);
  const widths = new Map<string, number>();
  const widthOf = (fonts: readonly Font[], weight: string, character: string): number => {
    const key = `${weight}/${character}`;
    const known = widths.get(key) ?? emWidth(fonts, character);
    widths.set(key, known);
    return known;
  };
  return (item, value) => {
    const heavy = isHeavy(item.fontWeight);
    const characters = Array.from(lineOf(value));
    const ems = characters.reduce(
      (sum, character) => sum + widthOf(heavy ? bold : regular, heavy ? 'bold' : 'regular', character),
      0,
    );
    const width = ems * (item.fontSize ?? 11);
    return item.limit ? Math.min(width, item.limit) : width;
  };
}

function instance(content: Uint8Array, wght: number, made: Made): Promise<Uint8Array> {
  const parts = { font: digestBytes(content), wght };
  return made.bytes('instances', parts, () => instanceOf(content, { wght }));
}

/** Vega hands over whatever an encoding gave it; other than text and numbers nothing is drawn. */
function lineOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function emWidth(fonts: readonly Font[], character: string): number {
  const point = character.codePointAt(0) ?? 0;
  const font = fonts.find((candidate) => candidate.hasGlyphForCodePoint(point));
  if (!font) return 0.5;
  return font.glyphForCodePoint(point).advanceWidth / font.unitsPerEm;
}

function isHeavy(weight: number | string | undefined): boolean {
  return weight === 'bold' || Number(weight) >= 600;
}
