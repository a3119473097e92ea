import { digestBytes } from '../base/digest.ts';
import type { Made } from '../base/effects.ts';

/** The declarations of a source file, or why it has none to show. */
export type Outline =
  | { type: 'declarations'; declarations: readonly Declared[] }
  | { type: 'fault'; reason: string; line: number; column: number };

/** Where a declaration stands, its leading comment included: offsets into the text. */
export interface Declared {
  name: string;
  start: number;
  end: number;
}

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

export interface Syntax {
  typescript: boolean;
  jsx: boolean;
}

function syntaxOf(file: string): { typescript: boolean; jsx: boolean } {
  const extension = file.slice(file.lastIndexOf('.'));
  return { typescript: /ts/.test(extension), jsx: !/^\.[mc]?ts$/.test(extension) };
}
