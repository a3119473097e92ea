import type { Place } from './place.ts';

/**
 * The expressions of the author's language: the syntax of Vega's expression language without assignments, functions
 * of one's own and regular expressions. Every node keeps `start` and `end`, its offsets in `Expression.source`.
 */
export type ExpressionNode =
  | { type: 'literal'; start: number; end: number; value: number | string | boolean | null }
  | { type: 'name'; start: number; end: number; name: string }
  | {
      type: 'member';
      start: number;
      end: number;
      object: ExpressionNode;
      property: string;
      propertyStart: number;
    }
  | { type: 'index'; start: number; end: number; object: ExpressionNode; index: ExpressionNode }
  | { type: 'call'; start: number; end: number; callee: string; arguments: readonly ExpressionNode[] }
  | { type: 'unary'; start: number; end: number; operator: '-' | '+' | '!'; operand: ExpressionNode }
  | {
      type: 'binary';
      start: number;
      end: number;
      operator: BinaryOperator;
      left: ExpressionNode;
      right: ExpressionNode;
    }
  | {
      type: 'conditional';
      start: number;
      end: number;
      test: ExpressionNode;
      then: ExpressionNode;
      otherwise: ExpressionNode;
    }
  | { type: 'list'; start: number; end: number; items: readonly ExpressionNode[] }
  | {
      type: 'record';
      start: number;
      end: number;
      members: readonly { name: string; value: ExpressionNode }[];
    };

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '===' | '!==' | '&&' | '||';

/** A parsed expression that can say where in the author's file any of its characters stands. */
export interface Expression {
  source: string;
  root: ExpressionNode;
  /** The place of the character at `offset` of `source`. */
  at(offset: number): Place;
}

/** A function of the expression language: name -> number of arguments it takes. */
export interface FunctionArity {
  least: number;
  most: number;
}
