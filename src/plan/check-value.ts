import type { Diagnostic } from '../base/diagnostic.ts';
import { checkExpression } from '../base/language/check-expression.ts';
import { printValue } from '../base/language/print.ts';
import type { Scope } from '../base/language/scope.ts';
import { printTex } from '../base/language/tex.ts';
import type { Template, TexTemplate, ValueNode } from '../base/tree.ts';

/** A value in a sentence: a name that stands for something printable, in a format that exists. */
export function checkValue(node: ValueNode, scope: Scope): Diagnostic[] {
  return checkExpression(node.expression, scope, (value) => printValue(value, node.format), node.place);
}

/** The values within an alternative text. */
export function checkTemplate(template: Template, scope: Scope): Diagnostic[] {
  return valuesOf(template).flatMap((value) => checkValue(value, scope));
}

/** Each `\result{…}` of an equation. */
export function checkTex(template: TexTemplate, scope: Scope): Diagnostic[] {
  return valuesOf(template).flatMap((value) => checkResult(value, scope));
}

function valuesOf(template: Template | TexTemplate): ValueNode[] {
  return template.filter((part) => typeof part !== 'string' && part.type === 'value');
}

/** `\result{…}` in an equation, where matrices may stand too. */
function checkResult(node: ValueNode, scope: Scope): Diagnostic[] {
  return checkExpression(node.expression, scope, (value) => printTex(value, node.format), node.place);
}
