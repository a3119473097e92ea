/** A text, number or word of a JSON file, and where it stands. */
export interface JsonLeaf {
  /** Names and indices that lead to it. */
  path: readonly string[];
  value: string | number | boolean | null;
  /** As written, quotes included. */
  written: string;
  /** Offset of `written`. */
  at: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

interface Level {
  isList: boolean;
  name: string;
  count: number;
}

/** The leaves of a text that JSON.parse takes, in order. */
export function listLeaves(text: string): JsonLeaf[] {
  const leaves: JsonLeaf[] = [];
  const levels: Level[] = [];
  let awaitsName = false;
  for (const { index: at, 0: written } of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (written === '{' || written === '[') {
      levels.push({ isList: written === '[', name: '', count: 0 });
      awaitsName = written === '{';
    } else if (written === '}' || written === ']') {
      levels.pop();
      awaitsName = false;
    } else if (written === ',') {
      if (level) level.count += 1;
      awaitsName = level?.isList === false;
    } else if (awaitsName && level) {
      level.name = String(readLeaf(written));
      awaitsName = false;
    } else if (written !== ':') {
      const path = levels.map(({ isList, name, count }) => (isList ? String(count) : name));
      leaves.push({ path, value: readLeaf(written), written, at });
    }
  }
  return leaves;
}

/** What JSON.parse gives of a leaf is one. */
function readLeaf(written: string): JsonLeaf['value'] {
  return JSON.parse(written) as JsonLeaf['value'];
}

const PIECE = /\\u[0-9a-fA-F]{4}|\\.|[^\\]/gs;

/** The offset in the file of a character of a leaf's text: an escape is several characters for one. */
export function offsetInLeaf({ value, written, at }: JsonLeaf, offset: number): number {
  if (typeof value !== 'string') return at + offset;
  if (written.length === value.length + 2) return at + 1 + offset;
  let from = at + 1;
  for (const [index, [piece]] of [...written.slice(1, -1).matchAll(PIECE)].entries()) {
    if (index >= offset) break;
    from += piece.length;
  }
  return from;
}
