import type { Root } from 'mdast';

import { digestBytes } from '../base/digest.ts';
import type { Latest } from '../base/effects.ts';
import { parseMarkdown } from './markdown.ts';
import type { TreeOfPiece } from './pieces.ts';

/** The trees of a source's pieces: those of the last build, and the new ones. */
export interface KeptTrees {
  treeOf: TreeOfPiece;
  /** Writes down the trees asked for, unless they are those that were there. */
  keep(): Promise<void>;
}

const KIND = 'trees';

/** Opens what is kept of a source. A line a piece: the digest of its text, and its tree as JSON. */
export async function openTrees(file: string, latest: Latest): Promise<KeptTrees> {
  const before = readLines((await latest.read(KIND, file)) ?? '');
  const used = new Map<string, string>();
  const treeOf: TreeOfPiece = (text) => {
    const digest = digestBytes(Buffer.from(text));
    const tree = before.get(digest) ?? JSON.stringify(parseMarkdown(text));
    used.set(digest, tree);
    // The digest of the file stands for the shape.
    return JSON.parse(tree) as Root;
  };
  const keep = async (): Promise<void> => {
    if (used.size === before.size && [...used.keys()].every((digest) => before.has(digest))) return;
    await latest.write(KIND, file, [...used].map(([digest, tree]) => `${digest} ${tree}`).join('\n'));
  };
  return { treeOf, keep };
}

function readLines(text: string): ReadonlyMap<string, string> {
  const lines = text === '' ? [] : text.split('\n');
  return new Map(
    lines.map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)] as const;
    }),
  );
}
