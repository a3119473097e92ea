import type { Root } from 'mdast';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import { excerptFileIsFaulty, excerptIsUnknown, excerptLanguageIsUnknown } from '../base/messages/fill.ts';
import { nearestName } from '../base/nearest.ts';
import type { ParsedReport } from '../base/report.ts';
import type { ListingNode } from '../base/filled-nodes.ts';
import type { ExcerptNode } from '../base/tree.ts';
import type { Declared, Outline } from './outline-parser.ts';
import { outlineFile } from './outline.ts';
import { replaceNodes, visitAll } from './walk.ts';

/** Fenced-code names of the languages excerpts are taken from. */
const languages: Readonly<Record<string, string>> = {
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  jsx: 'jsx',
};

/** File -> its declarations, of every file that an excerpt names. */
export type Outlines = ReadonlyMap<string, Outline>;

/** Outlines the files that the report takes excerpts from. */
export async function outlineFiles(report: ParsedReport, made: Made): Promise<Outlines> {
  const files = [...report.excerptFiles].filter(([file]) => languageOf(file) !== null);
  const outlines = files.map(
    async ([file, content]) => [file, await outlineFile(file, content, made)] as const,
  );
  return new Map(await Promise.all(outlines));
}

/** Excerpts of a tree that cannot be shown. */
export function checkExcerpts(tree: Root, outlines: Outlines): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitAll(tree, (node) => {
    if (node.type === 'excerpt') diagnostics.push(...checkExcerpt(node, outlines.get(node.file)));
  });
  return diagnostics;
}

function checkExcerpt(node: ExcerptNode, outline: Outline | undefined): Diagnostic[] {
  const { file, name, place } = node;
  if (!outline) return [{ rule: 'excerpt-is-known', message: excerptLanguageIsUnknown(file), place }];
  if (outline.type === 'fault') {
    const { reason, line, column } = outline;
    return [
      { rule: 'excerpt-is-valid', message: excerptFileIsFaulty(file, reason), place: { file, line, column } },
    ];
  }
  if (findDeclared(outline.declarations, name)) return [];
  const nearest = nearestName(
    name,
    outline.declarations.map((declared) => declared.name),
  );
  return [{ rule: 'excerpt-is-known', message: excerptIsUnknown(name, file, nearest), place }];
}

/** Puts the code in the place of the excerpts, which were checked before. */
export function fillExcerpts(tree: Root, outlines: Outlines, files: ParsedReport['excerptFiles']): void {
  replaceNodes(tree, (node) => {
    if (node.type !== 'excerpt') return null;
    const outline = outlines.get(node.file);
    const content = files.get(node.file);
    const declared =
      outline?.type === 'declarations' ? findDeclared(outline.declarations, node.name) : undefined;
    if (!declared || content === undefined)
      throw new Error(`${node.file}#${node.name} was checked, and yet is not there`);
    return [listingOf(node, content, declared)];
  });
}

function listingOf(node: ExcerptNode, content: string, declared: Declared): ListingNode {
  const lineStart = content.lastIndexOf('\n', declared.start - 1) + 1;
  const { file, name, place } = node;
  return {
    type: 'listing',
    value: withoutIndentation(content.slice(onlySpace(content, lineStart, declared.start), declared.end)),
    language: languageOf(file) ?? '',
    file,
    name,
    line: content.slice(0, declared.start).split('\n').length,
    place,
  };
}

/** The start of the line, where nothing but space stands before the declaration. */
function onlySpace(content: string, lineStart: number, start: number): number {
  return /\S/.test(content.slice(lineStart, start)) ? start : lineStart;
}

function withoutIndentation(code: string): string {
  const lines = code.replace(/\r\n?/g, '\n').split('\n');
  const widths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const width = Math.min(...widths);
  return lines.map((line) => line.slice(Math.min(width, line.length - line.trimStart().length))).join('\n');
}

function findDeclared(declarations: readonly Declared[], name: string): Declared | undefined {
  return declarations.find((declared) => declared.name === name);
}

function languageOf(file: string): string | null {
  return languages[file.slice(file.lastIndexOf('.') + 1)] ?? null;
}
