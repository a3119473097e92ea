import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import * as messages from '../base/messages/plan.ts';
import type { Place } from '../base/place.ts';

/** The place of a path's value; of the nearest mapping around it where the path does not exist. */
export type PlaceOf = (path: readonly PropertyKey[]) => Place;

/** A manifest's YAML, and where its values stand. */
export interface ManifestYaml {
  document: Document.Parsed;
  placeOf: PlaceOf;
}

/** Reads the text of a manifest; a diagnostic says why it is no YAML. */
export function parseManifestYaml(text: string, file: string): ManifestYaml | Diagnostic {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [broken] = document.errors;
  if (broken) {
    const message = messages.brokenManifest(broken.message);
    return { rule: 'yaml-is-valid', place: placeAt(broken.pos[0]), message };
  }
  return { document, placeOf: (path) => placeAt(offsetOf(document, path)) };
}

/** What a schema finds wrong with a manifest, each at its line. */
export function describeIssues({ issues }: z.ZodError, placeOf: PlaceOf): Diagnostic[] {
  return issues.map((issue) => ({
    rule: 'manifest-is-valid',
    place: placeOf(
      issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path,
    ),
    message: messages.brokenManifest(messages.issueAt(issue.path, issue.message)),
  }));
}

/** Offset of the node at a path, or of the nearest mapping around it where the path does not exist. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
