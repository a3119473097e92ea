import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

/** Markdown text of a plain tree, in GFM with mathematics. */
export function stringifyTree(tree: Root): string {
  return unified()
    .use(remarkStringify, {
      bullet: '-',
      emphasis: '*',
      rule: '-',
      listItemIndent: 'one',
      incrementListMarker: true,
    })
    .use(remarkGfm)
    .use(remarkMath)
    .stringify(tree);
}
