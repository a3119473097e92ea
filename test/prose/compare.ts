import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { expect } from 'vitest';

import { experiment } from '../fill/report-of.ts';
import { skeleton } from './markup.ts';
import { asSections, meaningOf, withoutNumbers } from './meaning.ts';
import { parsePlain, plainHtml, write, writeMarkdown } from './written.ts';

/** Pictures that examples name beside the source. */
const PICTURES = ['moon.jpg', 'train.jpg'];
const PICTURE_FILES = Object.fromEntries(PICTURES.map((name) => [name, name]));

/** Holds a source against Markdown without anything of the author's language: both outputs must mean the same. */
export async function compare(source: string, plain: string): Promise<void> {
  const expected = besideReport(asSections(meaningOf(parsePlain(plain))));
  const written = await write(source, PICTURE_FILES);
  const markdown = written.markdown.replace(TABLE_IN_MARKDOWN, '$1\n').replace(REFERENCE, 'Table 1');
  expect(meaningOf(withoutNumbers(parsePlain(markdown)))).toEqual(expected);
  const html = written.html.replace(TABLE_IN_HTML, '<p>$1</p>').replace(LINK, 'Table 1');
  expect(skeleton(html)).toEqual(skeleton(plainHtml(inOnePage(expected))));
}

/** Pictures of the project go with the Markdown. */
function besideReport(tree: Root): Root {
  visit(tree, 'image', (node) => {
    if (PICTURES.includes(node.url)) node.url = `report-files/${node.url}`;
  });
  return tree;
}

/** The page fetches nothing: pictures of the project stand in it, others give their words. */
function inOnePage(tree: Root): Root {
  visit(tree, 'image', (node, index, parent) => {
    const { url, alt } = node;
    const name = url.replace(/^report-files\//, '');
    if (name !== url) node.url = `data:image/jpeg;base64,${Buffer.from(name).toString('base64')}`;
    else parent?.children.splice(index ?? 0, 1, { type: 'text', value: alt ?? '' });
  });
  return tree;
}

// ---- among directives -------------------------------------------------------------------------------------------

const table = (id: string): string =>
  `:::table{#tbl-${id} of="sums.rows"}\nA caption.\n\`\`\`yaml\ncolumns: [{header: n, value: n}]\n\`\`\`\n:::\n`;

/** What the tables become, and the reference to one: a word stands for each in what they are held against. */
const TABLE_IN_MARKDOWN = /<a id="tbl-(\w+)"><\/a>\*\*Table \d\.\*\* A caption\.\n\n(?:\|.*\n)+/g;
const TABLE_IN_HTML = /<figure class="table" id="tbl-(\w+)">.*?<\/figure>/gs;
const REFERENCE = /\[Table 1\]\(#tbl-before\)/g;
const LINK = /<a href="#tbl-before" class="reference">Table 1<\/a>/g;

const BEFORE = {
  source: `Of *:value[sums.total]* and :value[sums.total]{format=",d"}.\n\n${experiment}${table('before')}`,
  plain: 'Of *10* and 10.\n\nbefore\n\n',
};
const AFTER = {
  source: `${table('after')}\nAs @tbl-before and :value[sums.total] say.\n`,
  plain: 'after\n\nAs Table 1 and 10 say.\n',
};

/** The same with directives of every form before and after; only before, where Markdown itself leaves code open. */
export async function compareAmongDirectives(markdown: string): Promise<void> {
  const closed = parsePlain(`${markdown}\n\nafter`).children.at(-1)?.type === 'paragraph';
  const [source, plain] = closed ? [`\n\n${AFTER.source}`, `\n\n${AFTER.plain}`] : ['', ''];
  await compare(BEFORE.source + markdown + source, BEFORE.plain + markdown + plain);
}

/** The same inside a block that holds blocks: its fence closes whatever Markdown leaves open. The tree is what counts here. */
export async function compareWithin(markdown: string, plain = markdown): Promise<void> {
  const expected = besideReport(asSections(meaningOf(parsePlain(plain))));
  const source = `::::when{if="sums.total == 10"}\n${markdown.replace(/\n$/, '')}\n::::\n\n${experiment}`;
  const written = await writeMarkdown(source, PICTURE_FILES);
  expect(meaningOf(withoutNumbers(parsePlain(written)))).toEqual(expected);
}
