import type { ExcerptNode } from '../../base/tree.ts';
import { refuseUnknownAttributes } from '../attributes.ts';
import { normalPath } from '../paths.ts';
import type { Reading } from '../reading.ts';
import { requireAttribute, type Directive } from './directive.ts';

const EXAMPLE = '::excerpt{file="src/experiments/tasks/digits.ts" name=average}';

/** `::excerpt{file="src/…" name=averageAccuracy}` */
export function readExcerpt(directive: Directive, reading: Reading): ExcerptNode | null {
  const { attributes, place } = directive;
  refuseUnknownAttributes('excerpt', attributes, {
    known: ['file', 'name'],
    diagnostics: reading.diagnostics,
  });
  const file = requireAttribute(directive, { name: 'file', example: EXAMPLE }, reading);
  const name = requireAttribute(directive, { name: 'name', example: EXAMPLE }, reading);
  if (file === null || name === null) return null;
  const path = normalPath('.', file.value.text);
  reading.excerpts.push({ path, place: file.place });
  return { type: 'excerpt', file: path, name: name.value.text, place };
}
