import { createHash } from 'node:crypto';

import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';

import { originsId } from './origins/ids.ts';

/** Everything a page is made of. */
export interface PageParts {
  language: string;
  title: string;
  authors: readonly string[];
  /** One or two sentences for search engines and previews of links. */
  description: string;
  css: string;
  body: ElementContent[];
  /** What the numbers' cards say, as JSON, and the script that shows them; null where no number has one. */
  cards: { data: string; script: string } | null;
}

/** Nothing leaves the page and nothing runs in it but its own script, whatever the text says. */
function policy({ cards }: PageParts): string {
  const scripts = cards
    ? ` script-src 'sha256-${createHash('sha256').update(cards.script).digest('base64')}';`
    : '';
  return `default-src 'none'; style-src 'unsafe-inline';${scripts} font-src data:; img-src data:; base-uri 'none'; form-action 'none'`;
}

/** The whole file. */
export function writePage(parts: PageParts): string {
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy(parts) }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', parts.title),
    parts.description ? h('meta', { name: 'description', content: parts.description }) : null,
    parts.authors.length > 0 ? h('meta', { name: 'author', content: parts.authors.join(', ') }) : null,
    h('style', parts.css),
  ]);
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: parts.language }, [head, h('body', [...parts.body, ...scripts(parts)])]),
    ],
  };
  return `${toHtml(page, { allowDangerousHtml: true })}\n`;
}

/** A `<` in JSON could end its element, so it is written as an escape. */
function scripts({ cards }: PageParts): ElementContent[] {
  if (!cards) return [];
  const data = cards.data.replaceAll('<', '\\u003c');
  return [h('script', { type: 'application/json', id: originsId }, data), h('script', cards.script)];
}
