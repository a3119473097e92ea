import { distance } from 'fastest-levenshtein';

/** The known name nearest to a mistyped one, or null when none is near enough to be what was meant. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const allowed = Math.max(2, Math.floor(name.length / 3));
  let best: string | null = null;
  let least = allowed + 1;
  for (const candidate of known) {
    const edits = editsBetween(name.toLowerCase(), candidate.toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** `base` for `baseline` is one slip, not four. */
function editsBetween(name: string, candidate: string): number {
  const isShortened = name.length >= 3 && candidate.startsWith(name);
  return isShortened ? Math.min(1, candidate.length - name.length) : distance(name, candidate);
}
