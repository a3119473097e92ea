import type { Element } from 'hast';

import type { Origin } from '../../../base/filled-nodes.ts';
import { originTitle } from '../../../base/messages/emit.ts';

declare module 'hast' {
  interface ElementData {
    /** What an element of the class `value` shows. */
    origins?: readonly Origin[];
  }
}

/**
 * An element that tells where it comes from: on hovering even where no script runs, else by a card. To a reader of the
 * screen it stays what it is until asked.
 */
export function withOrigins(element: Element, origins: readonly Origin[]): Element {
  const { className } = element.properties;
  const classes = ['value', ...(Array.isArray(className) ? className : [])];
  const titles = new Set(
    origins.map(({ expression, jobs, published }) => originTitle(expression, jobs, published)),
  );
  const properties = { ...element.properties, className: classes, title: [...titles].join('\n') };
  return { ...element, properties, data: { origins } };
}
