import * as say from '../../base/messages/parse.ts';
import type { WhenNode } from '../../base/tree.ts';
import { nodesOfType } from '../../base/visit.ts';
import { refuseUnknownAttributes } from '../attributes.ts';
import { parseExpression } from '../expression.ts';
import type { Reading } from '../reading.ts';
import { requireAttribute, type Directive } from './directive.ts';

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

/** What runs is decided before any condition can be. */
function refuseExperiments(node: WhenNode, { diagnostics }: Reading): void {
  for (const { experiment } of nodesOfType(node, 'experiment')) {
    const message = say.experimentWithinWhen(experiment.name);
    diagnostics.push({ rule: 'directive-is-whole', message, place: experiment.place });
  }
}
