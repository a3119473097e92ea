import { canonicalJson, type Json } from '../base/json.ts';
import type { LockedJob } from './locked-job.ts';

interface Values {
  readonly [name: string]: Json;
}

/**
 * Parameters with defaults, without asking the task for these: the locked ones, as far as what the author writes now is
 * what was written then, or the default in so many words. What is written otherwise, or no more, differs from the lock.
 */
export function completeAsLocked(
  written: Values,
  locked: Pick<LockedJob, 'written' | 'parts'>,
): { readonly [name: string]: Json } {
  const { parameters } = locked.parts;
  const kept = Object.entries(parameters).filter(
    ([name]) => Object.hasOwn(written, name) || !Object.hasOwn(locked.written, name),
  );
  const changed = Object.entries(written).filter(
    ([name, value]) => !isSame(value, locked.written[name]) && !isSame(value, parameters[name]),
  );
  return { ...Object.fromEntries(kept), ...Object.fromEntries(changed) };
}

function isSame(a: Json, b: Json | undefined): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}
