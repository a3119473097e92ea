import { expect, test } from 'vitest';

import type { Latest } from '../../src/base/effects.ts';
import { openTrees } from '../../src/parse/kept-trees.ts';
import { parseMarkdown } from '../../src/parse/markdown.ts';

function memory(): Latest & { texts: Map<string, string>; writes: number } {
  const texts = new Map<string, string>();
  const kept = {
    texts,
    writes: 0,
    read: (kind: string, name: string) => Promise.resolve(texts.get(`${kind}/${name}`) ?? null),
    write: (kind: string, name: string, text: string) => {
      kept.writes += 1;
      texts.set(`${kind}/${name}`, text);
      return Promise.resolve();
    },
  };
  return kept;
}

async function readOnce(latest: Latest, ...pieces: string[]): Promise<unknown[]> {
  const trees = await openTrees('a.md', latest);
  const read = pieces.map((piece) => trees.treeOf(piece));
  await trees.keep();
  return read;
}

test('a piece comes back as it was parsed; one that is gone is forgotten, and nothing new is written twice', async () => {
  const latest = memory();
  const [one, two] = ['# One\n\nA *word*.\n', '# Two\n\n| a |\n| - |\n| 1 |\n'];
  expect(await readOnce(latest, one, two)).toEqual([one, two].map(parseMarkdown));
  expect(await readOnce(latest, one, two)).toEqual([one, two].map(parseMarkdown));
  expect(latest.writes).toBe(1);
  await readOnce(latest, two);
  expect([...latest.texts.values()].join('\n').split('\n')).toHaveLength(1);
});

test('a kept tree may be changed by whoever asked for it', async () => {
  const trees = await openTrees('a.md', memory());
  trees.treeOf('text').children.pop();
  expect(trees.treeOf('text').children).toHaveLength(1);
});
