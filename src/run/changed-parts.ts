import type { KeyParts } from '../base/job.ts';
import { canonicalJson, type Json } from '../base/json.ts';
import * as messages from '../base/messages/run.ts';
import { changedSince, type Reason } from '../plan/reasons.ts';

/** One difference between two keys: the part it lies in, and `epochs 3 -> 4`. */
export interface ChangedPart {
  reason: Reason;
  text: string;
}

/** What of a key is another than it was, in the order in which reasons are told. */
export function changedParts(last: KeyParts, now: KeyParts): ChangedPart[] {
  return changedSince(last, now).flatMap((reason) => {
    const part = partOf(reason);
    return compareParts(last[part] ?? null, now[part] ?? null).map((text) => ({ reason, text }));
  });
}

/** How many digits of a digest tell two apart at a glance. */
export const digits = 12;

function partOf(reason: Reason): string {
  return reason === 'data' ? 'files' : reason;
}

/** `epochs 3 -> 4` a member, or `old -> new` for a part that is one value. */
function compareParts(last: Json, now: Json): string[] {
  if (!isRecord(last) || !isRecord(now)) return [messages.changedFrom('', shorten(last), shorten(now))];
  const names = [...new Set([...Object.keys(last), ...Object.keys(now)])].sort();
  return names
    .filter((name) => canonicalJson(last[name] ?? null) !== canonicalJson(now[name] ?? null))
    .map((name) => messages.changedFrom(name, shorten(last[name]), shorten(now[name])));
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a key in a word or two: digests cut, text without quotes. */
export function shorten(value: Json | undefined): string {
  if (value === undefined) return messages.none();
  if (typeof value !== 'string') return canonicalJson(value);
  return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, digits) : value;
}
