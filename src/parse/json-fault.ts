/** Where a text stops being JSON, and what should stand there. */
export interface JsonFault {
  offset: number;
  /** `"," or "}"` */
  expected: string;
}

/** What may come next, by where in the text one is. */
const EXPECTED = {
  value: 'a value',
  'value or end': 'a value or "]"',
  name: 'a name in double quotes',
  'name or end': 'a name in double quotes or "}"',
  colon: '":" after the name',
  'comma in list': '"," or "]"',
  'comma in mapping': '"," or "}"',
  nothing: 'nothing more',
} as const;

type Position = keyof typeof EXPECTED;

const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;
const WORD = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Finds what is wrong with a text that JSON.parse refused; null where nothing is. JSON.parse says so itself, but where
 * it stands is in its message in some versions of Node only.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let position: Position = 'value';
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const token = readToken(text, at);
    if (typeof token === 'object') return token;
    const next = follow(position, token.charAt(0), open);
    if (next === null) break;
    position = next;
    at = skipSpace(text, at + token.length);
  }
  return at === text.length && position === 'nothing' ? null : { offset: at, expected: EXPECTED[position] };
}

/** The token at an offset, empty where there is none; a text in quotes may be at fault itself. */
function readToken(text: string, at: number): string | JsonFault {
  const character = text.charAt(at);
  if (character !== '"') return '{}[]:,'.includes(character) ? character : (matchAt(WORD, text, at) ?? '');
  const inside = matchAt(STRING, text, at) ?? '"';
  const end = at + inside.length;
  if (text.charAt(end) === '"') return `${inside}"`;
  const expected = text.charAt(end) === '\\' ? 'an escape such as "\\n" or "\\\\"' : 'a closing double quote';
  return { offset: end, expected };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Where one is after a token, given by its first character; null where it must not stand. */
function follow(position: Position, token: string, open: ('{' | '[')[]): Position | null {
  switch (position) {
    case 'value or end':
      return token === ']' ? close(open) : startValue(token, open);
    case 'value':
      return startValue(token, open);
    case 'name or end':
      return token === '}' ? close(open) : follow('name', token, open);
    case 'name':
      return token === '"' ? 'colon' : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'comma in list':
      return token === ',' ? 'value' : token === ']' ? close(open) : null;
    case 'comma in mapping':
      return token === ',' ? 'name' : token === '}' ? close(open) : null;
    case 'nothing':
      return null;
  }
}

function startValue(token: string, open: ('{' | '[')[]): Position | null {
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'name or end' : 'value or end';
  }
  return token === '' || '}]:,'.includes(token) ? null : afterValue(open);
}

function close(open: ('{' | '[')[]): Position {
  open.pop();
  return afterValue(open);
}

function afterValue(open: readonly ('{' | '[')[]): Position {
  const inner = open.at(-1);
  if (inner === undefined) return 'nothing';
  return inner === '{' ? 'comma in mapping' : 'comma in list';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/[ \t\r\n]/.test(text.charAt(at))) at += 1;
  return at;
}
