import type { BlockContent, DefinitionContent, Node } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';

import * as say from '../../base/messages/parse.ts';
import type { WhenNode } from '../../base/tree.ts';
import { nodesOfType } from '../../base/visit.ts';
import { refuseUnknownAttributes } from '../attributes.ts';
import { decideByData } from '../condition.ts';
import { parseExpression } from '../expression.ts';
import { readAside, type Reading } from '../reading.ts';
import { openDirective, requireAttribute, type Directive } from './directive.ts';

/** `:::when{if="condition"}`: blocks that stand only where the condition holds. */
export function readWhen(directive: Directive, reading: Reading): WhenNode | null {
  const { diagnostics } = reading;
  const { attributes, place } = directive;
  refuseUnknownAttributes('when', attributes, { known: ['if'], diagnostics });
  const wanted = { name: 'if', example: 'if="mlp.f1 > 0.9"' };
  const condition = requireAttribute(directive, wanted, reading);
  const expression = condition && parseExpression(condition.value, diagnostics);
  const node: WhenNode | null = expression && {
    type: 'when',
    children: [...directive.content],
    condition: expression,
    place,
  };
  if (node !== null) refuseExperiments(node, reading);
  return node;
}

/** What runs is decided before any condition on results can be. */
function refuseExperiments(node: WhenNode, { diagnostics }: Reading): void {
  for (const { experiment } of nodesOfType(node, 'experiment')) {
    const message = say.experimentWithinWhen(experiment.name);
    diagnostics.push({ rule: 'directive-is-whole', message, place: experiment.place });
  }
}

/**
 * How the blocks in a `when` are to be read, which is before the directive itself is: aside, where the data set alone
 * leaves them out, so that what both of two such blocks name is named once.
 */
export function readingWithin(node: ContainerDirective | LeafDirective, reading: Reading): Reading {
  // Mistakes of the opening line are told when it is read for good.
  const silent: Reading = { ...reading, diagnostics: [] };
  const condition = openDirective(node, silent).attributes.get('if');
  const expression = condition && parseExpression(condition.value, silent.diagnostics);
  return expression && decideByData(expression, silent) === false ? readAside(reading) : reading;
}

/**
 * Puts the blocks of a `when` in its place, or leaves them out, where the data set alone decides: nothing later then asks
 * for what only another data set has. Where results decide, it stays.
 */
export function placeWhen(
  node: WhenNode,
  position: Node['position'],
  reading: Reading,
): (WhenNode | BlockContent | DefinitionContent)[] {
  const holds = decideByData(node.condition, reading);
  if (holds === null) return [position === undefined ? node : { ...node, position }];
  if (holds) return node.children;
  reading.leftOut.push(node);
  // Links elsewhere may be defined within; a definition shows nothing.
  return nodesOfType(node, 'definition');
}
