import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Code } from 'mdast';

import type { ListingNode } from '../../base/filled-nodes.ts';

/** An excerpt of the project's own code, headed by what it is and where it stands. */
export function listing(node: ListingNode, html: string): Element {
  return h('figure.listing', [
    h('figcaption', [h('code.name', node.name), h('span.where', `${node.file}:${node.line}`)]),
    block(html, node.language, `${node.name} in ${node.file}`),
  ]);
}

/** Code in the author's text. */
export function code(node: Code, html: string): Element {
  return block(html, node.lang ?? '', node.lang ? `Code, ${node.lang}` : 'Code');
}

/** Focusable, so that the keyboard can scroll it. */
function block(html: string, language: string, label: string): Element {
  const pre = h('pre', { tabIndex: 0, role: 'group', ariaLabel: label });
  const className = language ? [`language-${language}`] : undefined;
  pre.children = [{ ...h('code', { className }), children: [{ type: 'raw', value: html }] }];
  return pre;
}
