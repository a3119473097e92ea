import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** A font file of an npm package, and the characters it is for, as CSS writes ranges. */
export interface FontFile {
  path: string;
  range: string;
}

export interface FontContent extends FontFile {
  content: Uint8Array;
}

const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-201F,U+2021-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const latinExtended =
  'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF';
const greek = 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF';
const cyrillic = 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116';

function files(family: string, style: string): FontFile[] {
  const file = (script: string, range: string): FontFile => ({
    path: `@fontsource-variable/${family}/files/${family}-${script}-${style}.woff2`,
    range,
  });
  return [
    file('latin', latin),
    file('latin-ext', latinExtended),
    file('greek', greek),
    file('cyrillic', cyrillic),
  ];
}

export const serifFiles = files('source-serif-4', 'wght-normal');
export const serifItalicFiles = files('source-serif-4', 'wght-italic');
/** With the axis of optical sizes: fine, high-contrast letters for titles. */
export const displayFiles = files('source-serif-4', 'opsz-normal');
export const sansFiles = files('source-sans-3', 'wght-normal');
export const sansItalicFiles = files('source-sans-3', 'wght-italic');
export const monoFiles = files('source-code-pro', 'wght-normal');

/** A file of KaTeX's own fonts, e.g. `Main-Regular`. */
export const katexFile = (face: string): FontFile => ({
  path: `katex/dist/fonts/KaTeX_${face}.woff2`,
  range: 'U+0000-10FFFF',
});

/** Reads font files from the installed packages. */
export function readFontFiles(wanted: readonly FontFile[]): Promise<FontContent[]> {
  const { resolve } = createRequire(import.meta.url);
  return Promise.all(wanted.map(async (file) => ({ ...file, content: await readFile(resolve(file.path)) })));
}
