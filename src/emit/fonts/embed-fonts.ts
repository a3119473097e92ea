import type { ElementContent } from 'hast';

import { digestBytes } from '../../base/digest.ts';
import type { Made } from '../../base/effects.ts';

import { faceRules, type Face, type FaceRule } from './faces.ts';
import { katexFile, readFontFiles, type FontContent } from './font-files.ts';
import { charactersIn, rangeOf } from './unicode-range.ts';
import { usedCharacters } from './used-characters.ts';

/** What formulas need of KaTeX's fonts. */
export interface MathFonts {
  faces: readonly string[];
  characters: string;
}

/** Every printable ASCII character is embedded, so that most edits of the prose need no new subset. */
const always = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');

/** The `@font-face` rules of a page: fonts cut down to what the page shows, inlined. */
export async function embedFonts(
  body: readonly ElementContent[],
  math: MathFonts,
  made: Made,
): Promise<string> {
  const used = [...usedCharacters(body)].sort(([a], [b]) => (a < b ? -1 : 1));
  const missing = new Set(
    used.flatMap(([, characters]) => [...characters]).filter((character) => character > '\u00ff'),
  );
  const symbols = [...missing].join('');
  const text = used.map(([face, characters]) => embedFace(face, [...characters].join('') + always, made));
  const faces = math.faces.length > 0 || symbols ? [...new Set(['Main-Regular', ...math.faces])] : [];
  const formulas = faces.map((face) =>
    embedKatexFace(face, face === 'Main-Regular' ? math.characters + symbols : math.characters, made),
  );
  return (await Promise.all([...text, ...formulas])).flat().join('\n');
}

async function embedFace(face: Face, characters: string, made: Made): Promise<string[]> {
  const rule = faceRules[face];
  const wanted = rule.files.filter(({ range }) => charactersIn(range, characters) !== '');
  const files = await readFontFiles(wanted);
  return Promise.all(files.map((file) => embedFile(rule, file, charactersIn(file.range, characters), made)));
}

/** `Math-BoldItalic` -> family KaTeX_Math, bold and italic, as KaTeX's style sheet asks for it. */
async function embedKatexFace(face: string, characters: string, made: Made): Promise<string[]> {
  const [family = '', variant = ''] = face.split('-');
  const rule: FaceRule = {
    family: `KaTeX_${family}`,
    style: variant.includes('Italic') ? 'italic' : 'normal',
    weight: variant.includes('Bold') ? '700' : '400',
    files: [],
    axes: {},
  };
  const files = await readFontFiles([katexFile(face)]);
  return Promise.all(files.map((file) => embedFile(rule, file, characters, made)));
}

async function embedFile(rule: FaceRule, file: FontContent, characters: string, made: Made): Promise<string> {
  const sorted = [...new Set(characters)].sort().join('');
  const parts = {
    font: digestBytes(file.content),
    characters: sorted,
    axes: { ...rule.axes },
  };
  const subset = await made.bytes('fonts', parts, async () => {
    const { subsetFile } = await import('./subset-file.ts');
    return subsetFile(file.content, sorted, rule.axes);
  });
  const source = `url(data:font/woff2;base64,${Buffer.from(subset).toString('base64')})format("woff2")`;
  const range = file.range === katexFile('').range ? '' : `unicode-range:${rangeOf(sorted)};`;
  return `@font-face{font-family:"${rule.family}";font-style:${rule.style};font-weight:${rule.weight};${range}src:${source}}`;
}
