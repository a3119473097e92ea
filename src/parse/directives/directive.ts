import type { BlockContent, Code, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';

import { linesOf } from '../../base/lines.ts';
import * as say from '../../base/messages/parse.ts';
import type { Place } from '../../base/place.ts';
import { readAttributes, type Attribute, type Attributes } from '../attributes.ts';
import type { Reading } from '../reading.ts';
import { HOLDS_BLOCKS } from './names.ts';
import { piecedText, sliceText, type SourceText } from '../source-text.ts';

/** A block directive opened: what its readers need. */
export interface Directive {
  name: string;
  place: Place;
  attributes: Attributes;
  /** The fenced YAML block inside, or null. */
  yaml: SourceText | null;
  /** Everything else inside. */
  content: readonly (BlockContent | DefinitionContent)[];
}

/** Opens a container or leaf: its attributes as written, its YAML, its content. */
export function openDirective(node: ContainerDirective | LeafDirective, reading: Reading): Directive {
  const place = placeOfNode(node, reading);
  const children = node.type === 'leafDirective' ? [] : node.children.filter((child) => !isLabel(child));
  // What stands in a document may be an example of YAML.
  const blocks = HOLDS_BLOCKS.includes(node.name) ? [] : children.filter(isYaml);
  const second = blocks[1];
  if (second !== undefined) {
    const message = say.yamlStandsTwice(node.name);
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place: placeOfNode(second, reading) });
  }
  if (hasLabel(node)) {
    reading.diagnostics.push({ rule: 'directive-is-whole', message: say.labelIsNotTaken(node.name), place });
  }
  return {
    name: node.name,
    place,
    attributes: readAttributes(attributeText(node, reading), reading.diagnostics),
    yaml: blocks[0] === undefined ? null : blockText(blocks[0], reading),
    content: blocks.length === 0 ? children : children.filter((child) => !isYaml(child)),
  };
}

/** Where a node begins in the author's file. */
export function placeOfNode(node: RootContent, reading: Reading): Place {
  return reading.source.placeAt(node.position?.start.offset ?? 0);
}

/** The one paragraph that a table or figure takes as its caption; anything else inside is refused. */
export function readCaption(directive: Directive, reading: Reading): PhrasingContent[] {
  const [caption, ...others] = directive.content;
  const paragraph = caption?.type === 'paragraph' ? caption : null;
  for (const node of paragraph === null ? directive.content : others) {
    const message = say.contentIsNotTaken(directive.name, 'one paragraph of caption and a YAML block');
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place: placeOfNode(node, reading) });
  }
  return paragraph?.children ?? [];
}

/** An attribute that must be there. */
export function requireAttribute(
  directive: Directive,
  wanted: { name: string; example: string },
  reading: Reading,
): Attribute | null {
  const attribute = directive.attributes.get(wanted.name);
  if (attribute !== undefined) return attribute;
  const message = say.attributeIsMissing(
    directive.name,
    wanted.name === 'id' ? 'a name' : `"${wanted.name}"`,
    wanted.example,
  );
  reading.diagnostics.push({ rule: 'field-is-given', message, place: directive.place });
  return null;
}

/** What stands between the braces of the opening line; empty without braces. */
function attributeText(node: ContainerDirective | LeafDirective, { source }: Reading): SourceText {
  const start = node.position?.start.offset ?? 0;
  const line = source.text.slice(start, start + lineEnd(source.text, start)).trimEnd();
  const head = /^:+[\w-]*(?:\[.*\])?\{/.exec(line)?.[0] ?? line;
  return sliceText(source, start + head.length, start + Math.max(head.length, line.length - 1));
}

function hasLabel(node: ContainerDirective | LeafDirective): boolean {
  return node.type === 'leafDirective' ? node.children.length > 0 : node.children.some(isLabel);
}

function isLabel(node: RootContent): boolean {
  return node.type === 'paragraph' && node.data?.directiveLabel === true;
}

function isYaml(node: RootContent): node is Code {
  return node.type === 'code' && (node.lang === 'yaml' || node.lang === 'yml');
}

/** The block's lines, each with its place: in quotes and lists something stands before them. */
function blockText(block: Code, { source }: Reading): SourceText {
  const start = block.position?.start.offset ?? 0;
  const whole = source.text.slice(start, block.position?.end.offset ?? start);
  let at = start + lineEnd(whole, 0);
  const pieces = linesOf(block.value).map((line) => {
    const written = source.text.slice(at, at + lineEnd(source.text, at));
    const offset = at + Math.max(0, written.replace(/[\r\n]+$/, '').length - line.length);
    at += written.length;
    return { text: `${line}\n`, offset };
  });
  return piecedText(source, pieces);
}

/** Length of the line that begins at `from`, its end included. */
function lineEnd(text: string, from: number): number {
  const end = /\r\n|\n|\r/g;
  end.lastIndex = from;
  const match = end.exec(text);
  return match === null ? text.length - from : match.index + match[0].length - from;
}
