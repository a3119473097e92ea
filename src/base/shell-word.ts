/** A word as a POSIX shell takes it: in quotes where it needs them. */
export function shellWord(word: string): string {
  return /^[\p{L}\p{N}_./\\:@%+=,-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
