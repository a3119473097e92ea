import type { Nodes } from 'mdast';

import type { ExpressionNode } from '../base/expression.ts';
import { partsOf } from '../base/language/check-expression.ts';
import type { MarkKind } from './passage.ts';

/** What a node means to the comparisons around it; null for nothing. */
export function markNode(node: Nodes): MarkKind | null {
  switch (node.type) {
    case 'claim':
    case 'literal':
    case 'link':
      return { kind: 'settled' };
    case 'citation':
      return { kind: 'citation' };
    case 'remark':
      return { kind: 'remark', place: node.place };
    case 'value':
      return markValue(node.expression.root);
    default:
      return null;
  }
}

/** Functions that choose among several: what is said of the chosen one holds whatever the results. */
const CHOOSE: ReadonlySet<string> = new Set(['best', 'lowest', 'sort', 'min', 'max']);
const VERDICTS: ReadonlySet<string> = new Set(['verdict']);

/** Whether a value chooses the words beside it, or what they are said of. */
function markValue(root: ExpressionNode): MarkKind | null {
  if (root.type === 'conditional' || calls(root, VERDICTS)) return { kind: 'verdict' };
  return calls(root, CHOOSE) ? { kind: 'choice' } : null;
}

function calls(node: ExpressionNode, names: ReadonlySet<string>): boolean {
  if (node.type === 'call' && names.has(node.callee)) return true;
  return partsOf(node).some((part) => calls(part, names));
}
