import * as say from '../messages/language.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import { isAnything, type FileValue, type Value } from './value.ts';

/** The image result that a figure shows; null where nobody knows yet. */
export function imageOf(value: Value): FileValue | null {
  if (value.type === 'file' && value.spec.kind === 'image') return value;
  if (isAnything(value)) return null;
  throw new LanguageFault('image-is-known', say.noImage(describe(value)));
}
