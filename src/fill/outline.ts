import { digestBytes } from '../base/digest.ts';
import type { Made } from '../base/effects.ts';
import type { Outline, Syntax } from './outline-parser.ts';

/** Changes whenever the same file would be outlined otherwise. */
const format = 1;

/** Outlines a TypeScript or JavaScript file; kept by the file's digest, so that the parser is loaded for changed files only. */
export async function outlineFile(file: string, content: string, made: Made): Promise<Outline> {
  const parts = { format, syntax: syntaxOf(file), content: digestBytes(content) };
  const text = await made.text('outlines', parts, async () => {
    const { outline } = await import('./outline-parser.ts');
    return JSON.stringify(outline(content, syntaxOf(file)));
  });
  // Written by the line above, in this format.
  return JSON.parse(text) as Outline;
}

function syntaxOf(file: string): Syntax {
  const extension = file.slice(file.lastIndexOf('.'));
  return { typescript: /ts/.test(extension), jsx: !/^\.[mc]?ts$/.test(extension) };
}
