import { parse, type ParserPlugin } from '@babel/parser';

/** The declarations of a source file, or why it has none to show. */
export type Outline =
  | { type: 'declarations'; declarations: readonly Declared[] }
  | { type: 'fault'; reason: string; line: number; column: number };

/** Where a declaration stands, its leading comment included: offsets into the text. */
export interface Declared {
  name: string;
  start: number;
  end: number;
}

/** Which additions to JavaScript a file may use. */
export interface Syntax {
  readonly [addition: string]: boolean;
  typescript: boolean;
  jsx: boolean;
}

/** What is asked of any node of the syntax tree: babel's union of 250 types says no more that is of use here. */
interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  leadingComments?: readonly { start: number; end: number }[] | null;
  [field: string]: unknown;
}

interface Found extends Declared {
  /** 0 at the top of the file. */
  depth: number;
}

/** Finds what a file declares, at its top, inside functions and in classes (`name` and `Class.name`). */
export function outline(content: string, syntax: Syntax): Outline {
  try {
    const plugins: ParserPlugin[] = [
      'decorators',
      ...(syntax.typescript ? (['typescript'] as const) : []),
      ...(syntax.jsx ? (['jsx'] as const) : []),
    ];
    const tree = parse(content, { sourceType: 'unambiguous', plugins, allowReturnOutsideFunction: true });
    const found: Found[] = [];
    collect(asNode(tree.program), { content, depth: 0, owner: null }, found);
    return { type: 'declarations', declarations: outermostFirst(found) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = placeOf(error);
    return { type: 'fault', reason: error.message.replace(/ \(\d+:\d+\)$/, ''), line, column: column + 1 };
  }
}

/** Of two declarations of one name the outer one is meant, then the first. */
function outermostFirst(found: readonly Found[]): Declared[] {
  const kept = new Map<string, Declared>();
  for (const { name, start, end } of [...found].sort((a, b) => a.depth - b.depth)) {
    if (!kept.has(name)) kept.set(name, { name, start, end });
  }
  return [...kept.values()];
}

/** Where the walk is: how deep, and in the body of which class. */
interface Position {
  content: string;
  depth: number;
  owner: string | null;
}

function collect(node: SyntaxNode, at: Position, found: Found[]): void {
  const names = namesOf(node);
  const [start, end] = [startOf(node, at.content), node.end];
  for (const name of names) {
    found.push({ name, depth: at.depth, start, end });
    if (at.owner !== null && isMember(node))
      found.push({ name: `${at.owner}.${name}`, depth: at.depth, start, end });
  }
  const inner = declarationIn(node);
  const owner =
    inner.type === 'ClassBody' ? at.owner : inner.type.startsWith('Class') ? (names[0] ?? null) : null;
  for (const child of childrenOf(inner))
    collect(child, { content: at.content, depth: at.depth + 1, owner }, found);
}

/** What an export exports stands where the export stands. */
function declarationIn(node: SyntaxNode): SyntaxNode {
  const exported = /^Export(Named|Default)Declaration$/.test(node.type);
  return exported && isNode(node.declaration) ? node.declaration : node;
}

function isMember(node: SyntaxNode): boolean {
  return /^(ClassMethod|ClassProperty|TSDeclareMethod)$/.test(node.type);
}

const declarations = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSDeclareFunction',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSEnumDeclaration',
]);

/** The names that a statement or class member gives; an exported declaration is named by its whole statement. */
function namesOf(node: SyntaxNode): string[] {
  const inner = declarationIn(node);
  if (inner !== node) return namesOf(inner);
  if (declarations.has(node.type)) return nameIn(node.id);
  if (node.type === 'VariableDeclaration' && Array.isArray(node.declarations)) {
    return node.declarations.filter(isNode).flatMap((declarator) => nameIn(declarator.id));
  }
  if (isMember(node) || node.type === 'ObjectMethod') return nameIn(node.key);
  return [];
}

function nameIn(node: unknown): string[] {
  return isNode(node) && typeof node.name === 'string' ? [node.name] : [];
}

/** A comment belongs to what follows it unless a blank line stands between: a licence does not. */
function startOf(node: SyntaxNode, content: string): number {
  let start = node.start;
  for (const comment of [...(node.leadingComments ?? [])].reverse()) {
    if (/\n[^\S\n]*\n|\S/.test(content.slice(comment.end, start))) break;
    if (/\S/.test(content.slice(content.lastIndexOf('\n', comment.start - 1) + 1, comment.start))) break;
    start = comment.start;
  }
  return start;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.entries(node).flatMap(([field, value]) => {
    if (field.endsWith('Comments') || field === 'loc') return [];
    return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
  });
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function asNode(value: unknown): SyntaxNode {
  if (!isNode(value)) throw new TypeError('babel gave no syntax tree');
  return value;
}

function placeOf(error: SyntaxError): { line: number; column: number } {
  if (!('loc' in error) || typeof error.loc !== 'object' || error.loc === null) return { line: 1, column: 0 };
  const { line, column } = error.loc as { line?: number; column?: number };
  return { line: line ?? 1, column: column ?? 0 };
}
