import type { Node } from '@babel/types';

import type { Place } from '../base/place.ts';
import { closedGlobals } from './evaluate-bundle.ts';

/** A place in a task's sources where it reaches for something outside itself. */
export interface Mention {
  type: 'import' | 'dynamic-import' | 'global';
  /** The module's specifier, or the global's name. */
  name: string;
  place: Place;
}

/**
 * Lists imports and uses of closed globals in a parsed source, in the order of the text. A name that the file binds
 * anywhere itself counts as its own: the shadowing of evaluate-bundle.ts stands behind this check.
 */
export function readMentions(tree: Node, file: string): Mention[] {
  const bound = new Set<string>();
  const found: Mention[] = [];
  const add = (type: Mention['type'], name: string, node: Node): void => {
    const start = node.loc?.start;
    found.push({ type, name, place: { file, line: start?.line ?? 1, column: (start?.column ?? 0) + 1 } });
  };
  walk(tree, (node) => {
    collectBound(node, bound);
    mentionImport(node, add);
    mentionGlobal(node, add);
  });
  return found.filter((mention) => mention.type !== 'global' || !bound.has(mention.name));
}

type Add = (type: Mention['type'], name: string, node: Node) => void;

function mentionImport(node: Node, add: Add): void {
  switch (node.type) {
    case 'ImportDeclaration':
      if (node.importKind !== 'type') add('import', node.source.value, node);
      break;
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (node.source && node.exportKind !== 'type') add('import', node.source.value, node);
      break;
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference' && node.importKind !== 'type')
        add('import', node.moduleReference.expression.value, node);
      break;
    case 'CallExpression':
      if (node.callee.type === 'Import') add('dynamic-import', 'import()', node);
      else if (node.callee.type === 'Identifier' && node.callee.name === 'require') mentionRequire(node, add);
      break;
  }
}

function mentionRequire(node: Node & { type: 'CallExpression' }, add: Add): void {
  const [argument] = node.arguments;
  if (argument?.type === 'StringLiteral') add('import', argument.value, node);
  else add('dynamic-import', 'require()', node);
}

const closed: ReadonlySet<string> = new Set([...closedGlobals, 'eval']);

function mentionGlobal(node: Node, add: Add): void {
  if (node.type === 'Identifier' && closed.has(node.name)) add('global', node.name, node);
  if (node.type === 'MetaProperty' && node.meta.name === 'import') add('global', 'import.meta', node);
  if (reachesForRandom(node)) add('global', 'Math.random', node);
  if (makesFunction(node)) add('global', 'Function', node);
}

/** `Math.random`, `Math['random']`, `const { random } = Math`; a computed name may be that one. */
function reachesForRandom(node: Node): boolean {
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression')
    return isMath(node.object) && mayBe('random', node);
  if (node.type !== 'VariableDeclarator' || !isMath(node.init) || node.id.type !== 'ObjectPattern')
    return false;
  return node.id.properties.some((member) => member.type === 'RestElement' || mayBe('random', member));
}

function isMath(node: Node | null | undefined): boolean {
  return node?.type === 'Identifier' && node.name === 'Math';
}

/** `f.constructor('code')`: whatever the object, a text given to its constructor may be compiled. */
function makesFunction(node: Node): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  const { callee } = node;
  const [argument] = node.arguments;
  const isText = argument?.type === 'StringLiteral' || argument?.type === 'TemplateLiteral';
  return callee.type === 'MemberExpression' && isText && mayBe('constructor', callee);
}

/** Whether a member's name is this one, or is only known when the task runs. */
function mayBe(name: string, member: Node): boolean {
  const of = member as { computed?: boolean; property?: Node; key?: Node };
  const written = of.property ?? of.key;
  if (written?.type === 'StringLiteral') return written.value === name;
  if (written?.type === 'NumericLiteral') return false;
  return of.computed === true || (written?.type === 'Identifier' && written.name === name);
}

function collectBound(node: Node, bound: Set<string>): void {
  const patterns: (Node | null | undefined)[] = [];
  if (node.type === 'VariableDeclarator' || node.type === 'ClassDeclaration') patterns.push(node.id);
  if (node.type === 'FunctionDeclaration') patterns.push(node.id);
  if (node.type === 'CatchClause') patterns.push(node.param);
  if (node.type.startsWith('Import') && 'local' in node) patterns.push(node.local);
  if ('params' in node && Array.isArray(node.params)) patterns.push(...node.params);
  for (const pattern of patterns) bindPattern(pattern, bound);
}

function bindPattern(pattern: Node | null | undefined, bound: Set<string>): void {
  switch (pattern?.type) {
    case 'Identifier':
      bound.add(pattern.name);
      break;
    case 'ObjectPattern':
      for (const member of pattern.properties)
        bindPattern(member.type === 'RestElement' ? member.argument : member.value, bound);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) bindPattern(element, bound);
      break;
    case 'AssignmentPattern':
      bindPattern(pattern.left, bound);
      break;
    case 'RestElement':
      bindPattern(pattern.argument, bound);
      break;
  }
}

/** Visits values, not types, and identifiers only where they stand for a value or a binding. */
function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const [key, child] of Object.entries(node)) {
    if (isPlainName(node, key)) continue;
    for (const item of Array.isArray(child) ? (child as unknown[]) : [child]) {
      if (isNode(item) && !isType(item)) walk(item, visit);
    }
  }
}

/** `a.NAME`, `{NAME: …}`, a method's name, a label, the foreign side of an import. */
function isPlainName(node: Node, key: string): boolean {
  const computed = 'computed' in node && node.computed;
  if (key === 'property' || key === 'key') return !computed;
  return key === 'label' || key === 'imported' || key === 'exported' || key === 'meta';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}

/** TypeScript's own nodes that hold values. */
const valued: ReadonlySet<string> = new Set([
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSParameterProperty',
  'TSImportEqualsDeclaration',
]);

/** Others hold none, but for wrapped expressions (`x as T`); what is only declared holds none either. */
function isType(node: Node): boolean {
  if ('declare' in node && node.declare === true) return true;
  if (!node.type.startsWith('TS') || valued.has(node.type)) return false;
  return !('expression' in node) || node.type === 'TSExpressionWithTypeArguments';
}
