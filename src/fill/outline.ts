import { digestBytes } from '../base/digest.ts';
import type { Made } from '../base/effects.ts';
import type { Outline, Syntax } from './outline-parser.ts';

/** Outlines a TypeScript or JavaScript file; kept by the file's digest, so that the parser is loaded for changed files only. */
export async function outlineFile(file: string, content: string, made: Made): Promise<Outline> {
  const parts = { syntax: syntaxOf(file), content: digestBytes(content) };
  const text = await made.text('outlines', parts, async () => {
    const { outline } = await import('./outline-parser.ts');
    return JSON.stringify(outline(content, syntaxOf(file)));
  });
  // Written by the line above, by this program.
  return JSON.parse(text) as Outline;
}

function syntaxOf(file: string): Syntax {
  const extension = file.slice(file.lastIndexOf('.'));
  return { typescript: /ts/.test(extension), jsx: !/^\.[mc]?ts$/.test(extension) };
}
