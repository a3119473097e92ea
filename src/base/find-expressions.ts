import type { Expression, ExpressionNode } from './expression.ts';
import { partsOf } from './language/check-expression.ts';

const WITHOUT_EXPRESSIONS: ReadonlySet<string> = new Set(['position', 'place', 'experiment']);

/** Takes an expression, and the name of the node's member that holds it. */
export type SeeExpression = (expression: Expression, member: string) => void;

/** Hands over every expression below a node: looks at every member of every node, so that none is missed in a new place. */
export function findExpressions(value: unknown, see: SeeExpression, member = ''): void {
  if (typeof value !== 'object' || value === null) return;
  if (isExpression(value)) {
    see(value, member);
    return;
  }
  for (const [name, below] of Object.entries(value)) {
    if (!WITHOUT_EXPRESSIONS.has(name) && !isNote(name, below)) findExpressions(below, see, name);
  }
}

/** What packages and stages note of a node; a figure's `data` is a list of expressions. */
function isNote(name: string, member: unknown): boolean {
  return name === 'data' && !Array.isArray(member);
}

function isExpression(value: object): value is Expression {
  return 'root' in value && 'source' in value && 'at' in value && typeof value.at === 'function';
}

/** The first names of the paths in an expression: `mlp` of `mlp.wide.f1 + PI`, and `PI`. */
export function namesIn(node: ExpressionNode): readonly string[] {
  if (node.type === 'name') return [node.name];
  return partsOf(node).flatMap(namesIn);
}
