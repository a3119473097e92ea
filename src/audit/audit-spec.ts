import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/audit.ts';
import type { Place } from '../base/place.ts';
import type { FigureSpec } from '../base/report.ts';
import { type Finding, findUnbound, type UnboundNumber } from './audit-numbers.ts';
import { type JsonLeaf, listLeaves, offsetInLeaf } from './json-leaves.ts';
import type { Passage } from './passage.ts';
import { listConstants, roleOf } from './spec-words.ts';

/** Where scales begin and end, and where a line of reference stands: they say nothing of results. */
const ENDS: ReadonlySet<string> = new Set(['0', '1', '-1', '0.0', '1.0', '100']);

/**
 * Numbers that a figure's spec shows or draws and that come from no data; those that `usermeta.literals` declares, each
 * with a reason, are left out. `near` is what the figure's section is about.
 */
export function auditSpec(spec: FigureSpec, near: ReadonlySet<string>): Finding[] {
  const placeAt = (offset: number): Place => spec.placeAt(offset);
  const leaves = listLeaves(spec.text);
  const shown = leaves.flatMap((leaf) => passagesOf(leaf, near, placeAt)).flatMap(findUnbound);
  const declared = leaves.filter(isDeclaration);
  const names = new Set(declared.map(nameOf));
  const open = shown.filter(({ text, passage }) => !isEnd(text, passage) && !names.has(text));
  const faults = declared.flatMap((leaf) => faultOf(leaf, shown, placeAt));
  return [...open.map((unbound) => ({ unbound })), ...faults.map((mistake) => ({ mistake }))];
}

function isEnd(text: string, { text: whole }: Passage): boolean {
  return whole === text && ENDS.has(text);
}

function passagesOf(leaf: JsonLeaf, near: ReadonlySet<string>, placeAt: (at: number) => Place): Passage[] {
  const role = roleOf(leaf);
  if (role === null || leaf.value === null || typeof leaf.value === 'boolean') return [];
  const text = typeof leaf.value === 'string' ? leaf.value : leaf.written;
  const stretches = role === 'expression' ? listConstants(text) : [{ text, at: 0 }];
  return stretches.map((stretch) => ({
    takes: 'data',
    stands: 'figure',
    text: stretch.text,
    placeAt: (offset) => placeAt(offsetInLeaf(leaf, stretch.at + offset)),
    marks: [],
    near,
  }));
}

/** `"usermeta": {"literals": {"0.05": "a reason"}}`: `usermeta` is what Vega-Lite leaves to others. */
function isDeclaration({ path }: JsonLeaf): boolean {
  return path.length === 3 && path[0] === 'usermeta' && path[1] === 'literals';
}

function nameOf({ path }: JsonLeaf): string {
  return path[2] ?? '';
}

function faultOf(
  leaf: JsonLeaf,
  shown: readonly UnboundNumber[],
  placeAt: (at: number) => Place,
): Diagnostic[] {
  const name = nameOf(leaf);
  const place = placeAt(leaf.at);
  if (typeof leaf.value !== 'string' || leaf.value.trim() === '')
    return [{ rule: 'literal-has-reason', message: say.specLiteralHasNoReason(name), place }];
  if (shown.some(({ text }) => text === name)) return [];
  return [{ rule: 'literal-has-number', message: say.specLiteralIsIdle(name), place }];
}
