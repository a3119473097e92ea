import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';

/** Everything a page is made of. */
export interface PageParts {
  language: string;
  title: string;
  authors: readonly string[];
  /** One or two sentences for search engines and previews of links. */
  description: string;
  css: string;
  body: ElementContent[];
}

/** Nothing leaves the page and nothing runs in it, whatever the text says. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/** The whole file. */
export function writePage(parts: PageParts): string {
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', parts.title),
    parts.description ? h('meta', { name: 'description', content: parts.description }) : null,
    parts.authors.length > 0 ? h('meta', { name: 'author', content: parts.authors.join(', ') }) : null,
    h('style', parts.css),
  ]);
  const page: Root = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: parts.language }, [head, h('body', parts.body)])],
  };
  return `${toHtml(page, { allowDangerousHtml: true })}\n`;
}
