import type { Root } from 'mdast';
import { describe, expect, it } from 'vitest';

import { parseInput } from './memory.ts';
import { outline } from './outline.ts';

async function tree(text: string): Promise<Root> {
  const { sources } = await parseInput(text);
  return sources[0]?.tree ?? { type: 'root', children: [] };
}

/** The kind of callout that a text's first block is, and what stands in it. */
async function calloutIn(text: string): Promise<[kind: string | undefined, content: string]> {
  const [quote] = (await tree(text)).children;
  if (quote?.type !== 'blockquote') throw new Error('no quote');
  return [quote.data?.callout?.kind, quote.children.map((child) => outline(child)).join('')];
}

describe('callouts', () => {
  it.each([
    ['> [!NOTE]\n> Words.', 'note'],
    ['> [!tip]\n> Words.', 'tip'],
    ['> [!Important]\r\n> Words.\r\n', 'important'],
    ['> [!WARNING]\n>\n> Words.', 'warning'],
    ['> [!CAUTION]  \n> Words.', 'caution'],
    ['>[!NOTE]\nWords.', 'note'],
    ['>   [!NOTE] \n>   Words.', 'note'],
  ])('%j is one', async (text, kind) => {
    expect(await calloutIn(text)).toEqual([kind, 'paragraph\n  text value="Words."\n']);
  });

  it.each([
    '> [!NOTES]\n> Words.',
    '> [!NOTE] A title\n> Words.',
    '> [!NOTE]: words',
    '> [!NOTE]',
    '> \\[!NOTE]\n> Words.',
    '> &#91;!NOTE]\n> Words.',
    '> **[!NOTE]**\n> Words.',
    '> Words.\n> [!NOTE]',
    '> # [!NOTE]\n> Words.',
    '> `[!NOTE]`\n> Words.',
    '> [!NOTE]*Words.*',
  ])('%j is a quote like any other', async (text) => {
    expect((await calloutIn(text))[0]).toBeUndefined();
  });

  it('holds bindings, lists and other quotes, at their places', async () => {
    const text = 'A\n\n> [!NOTE]\n> *So* :value[a.b]\n>\n> - one\n>   > [!TIP]\n>   > Two :value[c.d].\n';
    const root = await tree(text);
    expect(outline(root)).toContain('value expression="a.b" place="4:8"');
    expect(outline(root)).toContain('value expression="c.d" place="8:11"');
    expect(JSON.stringify(root)).toContain('{"callout":{"kind":"tip"}}');
  });

  it('leaves the words that follow at their own place', async () => {
    const [quote] = (await tree('- x\n\n  > [!NOTE]\n  >  Words\n  > more.')).children;
    expect(JSON.stringify(quote)).toContain('"start":{"line":4,"column":6,"offset":22}');
  });
});
