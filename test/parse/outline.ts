import type { Node } from 'unist';

const HIDDEN = new Set(['type', 'children', 'position', 'placeOf', 'texAt', 'altAt', 'data']);

/** A tree as indented lines: type, fields, places; what a fixture can be compared with and a person can read. */
export function outline(node: Node, indent = ''): string {
  const fields = Object.entries(node).filter(
    ([name, value]) => !HIDDEN.has(name) && value !== null && value !== undefined,
  );
  const label = node.data && 'label' in node.data ? [['label', node.data.label]] : [];
  const written = [...fields, ...label].map(([name, value]) => `${String(name)}=${show(value)}`);
  const children = 'children' in node && Array.isArray(node.children) ? node.children : [];
  const lines = children.map((child) => outline(child as Node, `${indent}  `));
  return [`${indent}${[node.type, ...written].join(' ')}\n`, ...lines].join('');
}

function show(value: unknown): string {
  return JSON.stringify(value, (name, member: unknown) => {
    if (name === 'placeOf' || name === 'position') return undefined;
    if (typeof member !== 'object' || member === null) return member;
    if ('textAt' in member) return undefined;
    if ('line' in member && 'column' in member) return `${String(member.line)}:${String(member.column)}`;
    if ('root' in member && 'source' in member) return member.source;
    return member;
  });
}
