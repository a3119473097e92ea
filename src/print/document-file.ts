import { z } from 'zod';

import { digestJson } from '../base/digest.ts';
import { hasDoubleNames } from '../base/double-names.ts';
import type { DocumentPrint } from '../base/document-print.ts';
import type { Json } from '../base/json.ts';
import * as messages from '../base/messages/print.ts';
import { packPrint } from './pack-print.ts';
import { sourceSchema, type PackedSource } from './packed.ts';
import { unpackPrint } from './unpack-print.ts';

/** Its name in the folder of locked results. */
export const documentFile = 'document.json';

const version = 1;

/**
 * The text of `document.json`: by source and section, a number a line; each source has a digest of its own, so that git
 * can merge them, and a change made by hand is noticed.
 */
export function writePrint(print: DocumentPrint): string {
  const sources = [...packPrint(print)].map(([file, source]) => {
    const content = { digest: digestOf(file, source), ...source };
    return `${JSON.stringify(file)}: ${spread(asJson(content), '')}`;
  });
  return `{\n"version": ${version},\n"sources": {\n${sources.join(',\n')}\n}\n}\n`;
}

function digestOf(file: string, source: PackedSource): string {
  return digestJson([file, asJson(source)]);
}

/** All of it is plain values; its types name the members that may be left out. */
function asJson(value: PackedSource): Json {
  return value;
}

/** A list of other than scalars is spread, an item a line; everything without such a list stands on one line. */
function spread(value: Json, indent: string): string {
  if (!isSpread(value)) return inline(value);
  const further = `${indent} `;
  if (isList(value))
    return `[\n${value.map((item) => further + spread(item, further)).join(',\n')}\n${indent}]`;
  if (typeof value !== 'object' || value === null) return inline(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${spread(member, further)}`,
  );
  return `{${members.join(', ')}}`;
}

/** Whether a value has a list of records or of long rows in it: the cells of a table's row stay together. */
function isSpread(value: Json, name = ''): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (isList(value))
    return name !== 'cells' && value.some((item) => item !== null && typeof item === 'object');
  return Object.entries(value).some(([inner, member]) => isSpread(member, inner));
}

function inline(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(inline).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inline(member)}`);
  return `{${members.join(', ')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const head = z.object({ version: z.number() });
const schema = z.strictObject({
  version: z.literal(version),
  sources: z.record(z.string(), z.looseObject({ digest: z.string() })),
});

/**
 * The print that a `document.json` holds, sources in their order, the notes of each behind it; in words what is wrong
 * with the file where it was damaged or altered, or is of another version.
 */
export function readPrint(text: string): DocumentPrint | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return /^<{7} /m.test(text) ? messages.printIsInConflict() : messages.printIsNoJson();
  }
  if (hasDoubleNames(text, json)) return messages.printSaysTwice();
  const found = head.safeParse(json).data?.version;
  if (found !== undefined && found !== version) return messages.printOfVersion(found, version);
  const parsed = schema.safeParse(json);
  if (!parsed.success) return messages.printLacks(z.prettifyError(parsed.error).split('\n')[0] ?? '');
  const sources = new Map<string, PackedSource>();
  for (const [file, { digest, ...content }] of Object.entries(parsed.data.sources)) {
    const source = sourceSchema.safeParse(content);
    if (!source.success || digestOf(file, source.data) !== digest) return messages.printWasEdited(file);
    sources.set(file, source.data);
  }
  return unpackPrint(sources);
}
