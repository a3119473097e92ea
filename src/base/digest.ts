import { createHash } from 'node:crypto';

import { canonicalJson, type Json } from './json.ts';

/** sha256 of bytes or of UTF-8 text, as 64 hexadecimal digits. */
export function digestBytes(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** sha256 of a value's canonical JSON: equal values, equal digests, whatever the order of their names. */
export function digestJson(value: Json): string {
  return digestBytes(canonicalJson(value));
}
