import type { PhrasingContent } from 'mdast';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#38': '&',
  '#60': '<',
  '#62': '>',
};
/** An address ends before the punctuation that follows it; brackets in it come in pairs. */
const addresses =
  /https?:\/\/(?:[^\s<>"()]|\([^\s<>"()]*\))*(?:[^\s<>"().,;:\]]|\([^\s<>"()]*\))|\barXiv:\d{4}\.\d{4,5}(?:v\d+)?/g;

type Wrapper = 'emphasis' | 'strong';
const wrappers: Readonly<Record<string, Wrapper>> = {
  i: 'emphasis',
  em: 'emphasis',
  b: 'strong',
  strong: 'strong',
};

interface Open {
  tag: string;
  children: PhrasingContent[];
}

/** An entry as the citation processor writes it, a few HTML elements, as phrasing: italics, bold, and links of its addresses. */
export function readEntryMarkup(html: string): PhrasingContent[] {
  const root: Open = { tag: '', children: [] };
  const open: Open[] = [root];
  for (const [token] of html.trim().matchAll(/<[^>]*>|[^<]+/g)) {
    if (!token.startsWith('<')) append(open, readText(token));
    else if (token.startsWith('</')) close(open);
    else open.push({ tag: /^<(\w+)/.exec(token)?.[1] ?? '', children: [] });
  }
  while (open.length > 1) close(open);
  return root.children;
}

/** What an element holds goes to the one around it; elements that mdast has no word for leave their content only. */
function close(open: Open[]): void {
  const element = open.length > 1 ? open.pop() : undefined;
  if (!element) return;
  const type = wrappers[element.tag];
  if (element.tag === 'sup') append(open, element.children.map(raise));
  else append(open, type === undefined ? element.children : [{ type, children: element.children }]);
}

const raised: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  n: 'ⁿ',
  i: 'ⁱ',
};

/** Powers keep their height: n² must not become n2. What has no raised form stays as it is. */
function raise(node: PhrasingContent): PhrasingContent {
  if (node.type !== 'text') return node;
  return {
    type: 'text',
    value: node.value.replace(/[-+\d−ni]/g, (character) => raised[character] ?? character),
  };
}

function append(open: readonly Open[], nodes: readonly PhrasingContent[]): void {
  const children = open[open.length - 1]?.children ?? [];
  for (const node of nodes) {
    const last = children[children.length - 1];
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else children.push(node);
  }
}

function readText(source: string): PhrasingContent[] {
  const text = source.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
  const nodes: PhrasingContent[] = [];
  let end = 0;
  for (const match of text.matchAll(addresses)) {
    if (match.index > end) nodes.push({ type: 'text', value: text.slice(end, match.index) });
    nodes.push({ type: 'link', url: addressOf(match[0]), children: [{ type: 'text', value: match[0] }] });
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push({ type: 'text', value: text.slice(end) });
  return nodes;
}

function addressOf(text: string): string {
  return text.startsWith('arXiv:') ? `https://arxiv.org/abs/${text.slice('arXiv:'.length)}` : text;
}
