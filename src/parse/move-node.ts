import type { ExpressionNode } from '../base/expression.ts';

/** The same node, so much further on in a longer text. */
export function moveNode(node: ExpressionNode, by: number): ExpressionNode {
  const move = (part: ExpressionNode): ExpressionNode => moveNode(part, by);
  const [start, end] = [node.start + by, node.end + by];
  switch (node.type) {
    case 'literal':
    case 'name':
      return { ...node, start, end };
    case 'member':
      return { ...node, start, end, object: move(node.object), propertyStart: node.propertyStart + by };
    case 'index':
      return { ...node, start, end, object: move(node.object), index: move(node.index) };
    case 'call':
      return { ...node, start, end, arguments: node.arguments.map(move) };
    case 'unary':
      return { ...node, start, end, operand: move(node.operand) };
    case 'binary':
      return { ...node, start, end, left: move(node.left), right: move(node.right) };
    case 'conditional': {
      const [test, then, otherwise] = [move(node.test), move(node.then), move(node.otherwise)];
      return { ...node, start, end, test, then, otherwise };
    }
    case 'list':
      return { ...node, start, end, items: node.items.map(move) };
    case 'record': {
      const members = node.members.map(({ name, value }) => ({ name, value: move(value) }));
      return { ...node, start, end, members };
    }
  }
}
