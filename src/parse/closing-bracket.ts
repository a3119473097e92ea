/** Offset of the bracket that closes the one before `from`; brackets in quotes do not count. Null where none does. */
export function closingBracket(text: string, from: number, pair: '[]' | '{}'): number | null {
  return findClosing(text, from, { pair, quotes: true }) ?? findClosing(text, from, { pair, quotes: false });
}

function findClosing(text: string, from: number, options: { pair: string; quotes: boolean }): number | null {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (options.quotes && (character === '"' || character === "'")) quote = character;
    else if (character === options.pair.charAt(0)) depth += 1;
    else if (character === options.pair.charAt(1)) {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return null;
}

/** What of a sentence is read as a whole, so that brackets in it are characters: an escape, code, mathematics. */
const WHOLE = /\\[^]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)|\$(?=\S)(?:\\[^]|[^\\$])*(?<=\S)\$(?!\d)/y;
const DIRECTIVE = /(?<![\p{L}\p{N}_:]):([a-z]+)\[/uy;

/**
 * The same where Markdown stands between the brackets: an apostrophe opens no quotation, code and mathematics may hold
 * any bracket, and so may the expressions and attributes of directives (`isExpression` tells the labels that are expressions).
 */
export function closingBracketOfPhrase(
  text: string,
  from: number,
  isExpression: (name: string) => boolean,
): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === ']' && depth === 0) return at;
    if (character === ']') depth -= 1;
    else if (character === '[') depth += 1;
    else if (character === ':') at = endOfValue(text, at, isExpression) - 1;
    else if ('\\`$'.includes(character)) at += Math.max(1, matchAt(WHOLE, text, at)?.[0].length ?? 1) - 1;
    else if (character === '{' && text.charAt(at - 1) === ']') at = closingBracket(text, at + 1, '{}') ?? at;
  }
  return null;
}

/** Behind the label of a directive that begins at a colon; behind the colon where none begins there. */
function endOfValue(text: string, at: number, isExpression: (name: string) => boolean): number {
  const opening = matchAt(DIRECTIVE, text, at);
  if (opening === null || !isExpression(opening[1] ?? '')) return at + 1;
  const end = closingBracket(text, at + opening[0].length, '[]');
  return end === null ? at + 1 : end + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
