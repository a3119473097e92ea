import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';

import { numberFootnotes, scopeFootnotes } from '../../src/fill/footnote.ts';

const parse = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown);

function references(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, 'footnoteReference', (node) => {
    found.push(node.identifier);
  });
  return found;
}

test('notes are numbered by their first reference, those of notes after those of the text', () => {
  const first = parse('a[^x] b[^y] c[^x]\n\n[^y]: Y.\n[^x]: X, see[^z].\n[^z]: Z, see[^x].\n[^w]: never.\n');
  const second = parse('d[^x]\n\n> [^x]: Another.\n');
  scopeFootnotes(first, '0');
  scopeFootnotes(second, '1');
  const notes = numberFootnotes([first, second]);
  expect([references(first), references(second)]).toEqual([['1', '2', '1'], ['3']]);
  expect(notes.map((note) => note.identifier)).toEqual(['1', '2', '3', '4']);
  expect(notes.map((note) => references({ type: 'root', children: [note] }))).toEqual([['4'], [], [], ['1']]);
});
