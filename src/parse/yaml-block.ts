import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node as YamlNode,
} from 'yaml';
import { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';
import { piecedText, textAt, type Piece, type SourceText } from './source-text.ts';

/** YAML that knows where in the author's file each of its values stands. */
export interface YamlData<Value> {
  value: Value;
  /** The place of a path's value; of the nearest thing around it where the path does not exist. */
  placeOf(path: readonly PropertyKey[]): Place;
  /** The place of the name of a path's last member. */
  placeOfName(path: readonly PropertyKey[]): Place;
  /** The characters of a text value with their places; for folded or escaped texts all at its beginning. */
  textOf(path: readonly PropertyKey[]): SourceText;
  /** A scalar as written, quotes removed: `0.90` stays `0.90`. */
  writtenAt(path: readonly PropertyKey[]): string;
}

/** Reads YAML and checks it against a schema; every mistake becomes a diagnostic at its line, and null comes back. */
export function readYaml<Schema extends z.ZodType>(
  source: SourceText,
  schema: Schema,
  diagnostics: Diagnostic[],
): YamlData<z.output<Schema>> | null {
  const document = parseDocument(source.text, { lineCounter: new LineCounter(), prettyErrors: false });
  // Further ones mostly follow from the first.
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const message = say.yamlIsWrong(fault.message.replace(/\.$/, ''));
    diagnostics.push({ rule: 'yaml-is-valid', message, place: source.placeAt(fault.pos[0]) });
    return null;
  }
  const view = createView(source, document);
  const json = readJson(source, document, diagnostics);
  if (json === undefined) return null;
  const checked = schema.safeParse(json);
  if (checked.success) return { ...view, value: checked.data };
  for (const issue of checked.error.issues) diagnostics.push(...describeIssue(issue, schema, view));
  return null;
}

interface View extends Omit<YamlData<unknown>, 'value'> {
  has(path: readonly PropertyKey[]): boolean;
}

function createView(source: SourceText, document: Document): View {
  const placeOf = (path: readonly PropertyKey[]): Place => source.placeAt(offsetOf(document, path));
  return {
    placeOf,
    has: (path) => document.hasIn(path),
    placeOfName: (path) => source.placeAt(offsetOfName(document, path) ?? offsetOf(document, path)),
    textOf: (path) => {
      const node = nodeAt(document, path);
      if (!isScalar(node) || typeof node.value !== 'string')
        return textAt(placeOf(path), isScalar(node) ? (node.source ?? '') : '');
      return scalarText(source, node.value, node.range?.[0] ?? 0);
    },
    writtenAt: (path) => {
      const node = nodeAt(document, path);
      if (!isScalar(node)) return '';
      return node.type === 'PLAIN' ? (node.source ?? String(node.value)) : String(node.value);
    },
  };
}

/**
 * Finds each character of a scalar in the source, whatever the line breaks and indentation between them. From the
 * first escape on, all stand where that begins.
 */
function scalarText(source: SourceText, value: string, start: number): SourceText {
  const pieces: Piece[] = [];
  let at = contentStart(source.text, start);
  let run: { from: number; to: number } | null = null;
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    const found = /\s/.test(character) ? at : skipSpace(source.text, at);
    const same = source.text.charAt(found) === character;
    if (!same && !/\s/.test(character))
      return piecedText(source, [
        ...pieces,
        ...runPiece(value, index, run),
        { text: value.slice(index), offset: found },
      ]);
    if (run === null || !same || found !== run.to) {
      pieces.push(...runPiece(value, index, run));
      run = { from: found, to: found };
    }
    run.to = found + 1;
    at = same ? found + 1 : found;
  }
  return piecedText(source, [...pieces, ...runPiece(value, value.length, run)]);
}

/** The characters of the run that ends before `end` of the value. */
function runPiece(value: string, end: number, run: { from: number; to: number } | null): Piece[] {
  return run === null ? [] : [{ text: value.slice(end - (run.to - run.from), end), offset: run.from }];
}

/** Behind a quote, or behind the header line of a block scalar. */
function contentStart(text: string, start: number): number {
  if (/["']/.test(text.charAt(start))) return start + 1;
  if (!/[|>]/.test(text.charAt(start))) return start;
  const end = text.slice(start).search(/\n/);
  return end < 0 ? start : start + end + 1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): YamlNode | null {
  const found: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isScalar(found) || isCollection(found) ? found : null;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const offset = nodeAt(document, part)?.range?.[0] ?? offsetOfName(document, part);
    if (offset !== null) return offset;
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetOfName(document: Document, path: readonly PropertyKey[]): number | null {
  const map = nodeAt(document, path.slice(0, -1));
  if (!isMap(map)) return null;
  const name = String(path.at(-1));
  const pair = map.items.find(
    (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === name,
  );
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? null) : null;
}

/** The plain data, or undefined where something in it has no JSON form. */
function readJson(source: SourceText, document: Document, diagnostics: Diagnostic[]): Json | undefined {
  const refuse = (value: string, offset: number): void => {
    diagnostics.push({
      rule: 'yaml-is-valid',
      message: say.yamlHasNoJson(value),
      place: source.placeAt(offset),
    });
  };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // An alias without its anchor, or aliases of aliases that would fill the memory.
    const message = say.yamlIsWrong(
      error instanceof Error ? error.message.replace(/\.$/, '') : String(error),
    );
    const place = source.placeAt(document.contents?.range?.[0] ?? 0);
    diagnostics.push({ rule: 'yaml-is-valid', message, place });
    return undefined;
  }
  const odd = findOdd(data, []);
  if (odd !== null) {
    refuse(odd.cyclic ? 'What holds itself' : String(odd.value), offsetOf(document, odd.path));
    return undefined;
  }
  return isJson(data) ? data : {};
}

interface Odd {
  value: unknown;
  path: readonly PropertyKey[];
  /** Whether it is an alias of what it stands in. */
  cyclic: boolean;
}

/** What is not JSON: `.inf`, `.nan`, what a tag made, an alias within its own anchor. */
function findOdd(value: unknown, path: readonly PropertyKey[], around: readonly object[] = []): Odd | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number' && Number.isFinite(value)) return null;
  if (
    typeof value !== 'object' ||
    !(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
  ) {
    return { value, path, cyclic: false };
  }
  if (around.includes(value)) return { value, path, cyclic: true };
  const within = [...around, value];
  for (const [name, member] of Object.entries(value)) {
    const odd = findOdd(member, [...path, Array.isArray(value) ? Number(name) : name], within);
    if (odd !== null) return odd;
  }
  return null;
}

function isJson(value: unknown): value is Json {
  return value !== undefined && findOdd(value, []) === null && value !== null;
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType, view: View): Diagnostic[] {
  const inner = issue.code === 'invalid_union' ? issue.errors.find(isOfItsShape) : undefined;
  if (inner !== undefined) {
    return inner.flatMap((one) =>
      describeIssue({ ...one, path: [...issue.path, ...one.path] }, schema, view),
    );
  }
  if (issue.code === 'unrecognized_keys') {
    const known = knownFields(schema, issue.path);
    return issue.keys.map((key) => ({
      rule: 'field-is-known',
      message: say.fieldIsUnknown(key, nearestName(key, known), known),
      place: view.placeOfName([...issue.path, key]),
    }));
  }
  const field = issue.path.map(String).join('.') || 'this';
  const place = view.placeOf(issue.path);
  if (!view.has(issue.path)) return [{ rule: 'field-is-given', message: say.fieldIsMissing(field), place }];
  return [{ rule: 'field-is-valid', message: say.fieldIsWrong(field, reasonOf(issue)), place }];
}

/** Of several shapes that a value may have, the one it was meant to have: all but what stands in it is right. */
function isOfItsShape(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys');
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return say.expected(typeNames[issue.expected] ?? issue.expected);
  if (issue.code === 'invalid_value')
    return say.expected(issue.values.map((one) => `"${String(one)}"`).join(' or '));
  return say.unusable(issue.message);
}

const typeNames: { readonly [type: string]: string } = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  boolean: 'true or false',
};

/** Names that the schema knows at a path, for the nearest one. */
function knownFields(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const step of path) at = innerSchema(unwrap(at), step);
  const found = unwrap(at);
  const options: readonly unknown[] = found instanceof z.ZodUnion ? found.options : [found];
  const object = options.map(unwrap).find((one) => one instanceof z.ZodObject);
  return object === undefined ? [] : Object.keys(object.shape);
}

function innerSchema(schema: unknown, step: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[String(step)];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodUnion) {
    return schema.options.map((option) => innerSchema(unwrap(option), step)).find((one) => one !== undefined);
  }
  return undefined;
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return unwrap(schema.unwrap());
  }
  return schema;
}
