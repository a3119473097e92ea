import type { DocumentPrint, PrintChange } from '../base/document-print.ts';
import { compareClaims } from './compare-claims.ts';
import { compareFigures } from './compare-figures.ts';
import { compareWords } from './compare-numbers.ts';
import { compareTables } from './compare-tables.ts';

/**
 * Every way in which a document shows something else than was locked, by file and line. What was only reworded or moved
 * is none, except that claims in other words are told: see `is-difference.ts`.
 */
export function comparePrints(locked: DocumentPrint, now: DocumentPrint): PrintChange[] {
  const changes = [
    ...compareWords(locked.numbers, now.numbers),
    ...compareTables(locked, now),
    ...compareFigures(locked, now),
    ...compareClaims(locked.claims, now.claims),
  ];
  return changes.sort(inOrderOf(now));
}

/** Files in the order of the document. */
function inOrderOf({ numbers, claims }: DocumentPrint): (a: PrintChange, b: PrintChange) => number {
  const files = new Map<string, number>();
  for (const { place } of [...numbers, ...claims])
    if (!files.has(place.file)) files.set(place.file, files.size);
  const rankOf = ({ place }: PrintChange): number => files.get(place.file) ?? files.size;
  return (a, b) => rankOf(a) - rankOf(b) || a.place.line - b.place.line || a.place.column - b.place.column;
}
