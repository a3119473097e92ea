import type { Root } from 'mdast';

import { visitAll } from './walk.ts';

const questions: ReadonlySet<string> = new Set([
  'value',
  'literal',
  'claim',
  'remark',
  'when',
  'experiment',
  'resultTable',
  'writtenTable',
  'resultFigure',
  'excerpt',
  'equation',
  'inlineEquation',
  'crossReference',
  'citation',
  'definition',
  'linkReference',
  'imageReference',
  'html',
]);

/** Throws where a node of the author's language is left in a filled tree: no emitter would know what to write. */
export function assertComplete(tree: Root): void {
  visitAll(tree, (node) => {
    if (questions.has(node.type)) throw new Error(`a node of type ${node.type} was not filled`);
  });
}
