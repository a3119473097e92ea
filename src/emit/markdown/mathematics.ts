/** A formula with its number beside it. Blank lines, which end a formula on a forge, are taken out. */
export function withTag(tex: string, number: number | null): string {
  const lines = tex.split('\n').filter((line) => line.trim() !== '');
  // On a line of its own: the last one may end in a comment.
  if (number !== null && !/\\tag\b/.test(tex)) lines.push(`\\tag{${number}}`);
  return lines.join('\n');
}

/** A formula in a sentence: a line that began with `-` would end the paragraph. */
export function onOneLine(tex: string): string {
  const lines = tex.split('\n');
  const last = lines.length - 1;
  return lines
    .map((line, index) => (index < last ? line.replace(/(?<!\\)%.*$/, '') : line).trim())
    .filter((line) => line !== '')
    .join(' ');
}

const words = /\\begin\s*\{array\}\s*(?:\[\w\]\s*)?\{[^}]*\}|\\(?:[a-zA-Z]+|[\s\S])|\|/g;

/** A formula in a cell, where `|` would end the cell: bars and norms by their names. */
export function withoutPipes(tex: string): string {
  return tex.replace(words, (word: string, offset: number) => {
    if (word === '|') return named('\\vert', tex, offset + 1);
    if (word === '\\|') return named('\\Vert', tex, offset + 2);
    // The columns of an array have no other name for their rules.
    return word.startsWith('\\begin') ? word.replace(/\|/g, '\\|') : word;
  });
}

function named(name: string, tex: string, next: number): string {
  return /[a-zA-Z]/.test(tex.charAt(next)) ? `${name} ` : name;
}
