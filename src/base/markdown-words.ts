import { onOneLine } from './one-line.ts';
import { printable } from './printable.ts';

/*
 * Markdown written as text, for accounts of a thousand rows: a tree of them would take longer to put into words than the whole
 * report. Two sorts of words are enough, plain ones and code, and both come out of a parser as they went in. A bar means
 * something in tables alone, and \ before one is shown in code: so it is the table that escapes the bars of its cells.
 */

/** Words that mean nothing else in Markdown, on one line; spaces at their ends stay. */
export function plainWords(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ');
  // Forges make links of addresses.
  return line.replace(/[\\`*_[\]<>#~&$@!]|:(?=\/\/)|(?<=www)\./gi, '\\$&');
}

/** Code, on one line, outside of tables. */
export function codeWords(text: string): string {
  const code = onOneLine(printable(text));
  if (code === '') return '';
  const fence = '`'.repeat(longestRun(code) + 1);
  const space = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${space}${code}${space}${fence}`;
}

/** Code in a cell; plain words where no code could say it: the escape of a bar behind a backslash would escape the backslash. */
export function cellCode(text: string): string {
  return text.includes('\\|') ? plainWords(onOneLine(text)) : codeWords(text);
}

/** How the cells of a column are aligned. */
export type Alignment = 'left' | 'right';

const rules: { readonly [alignment in Alignment]: string } = { left: ':--', right: '--:' };

/** A table of GFM, from cells that are Markdown already; columns without an alignment are left to the reader's style. */
export function writeTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = headers.map((_, column) => {
    const alignment = alignments[column];
    return alignment ? rules[alignment] : '---';
  });
  return [headers, rule, ...rows].map(line).join('\n');
}

function longestRun(code: string): number {
  return Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
}
