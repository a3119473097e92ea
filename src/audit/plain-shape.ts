/** Other letters and digits than those of ASCII; the sign of a unit stays. */
const LETTER_OR_DIGIT = /[\p{Lu}\p{L}\p{Nd}]/u;
const BEYOND_ASCII = /[^\0-\u007fµ’–—−×·±°‰€\u00a0\u2009\u202f\ufffc]/gu;

/**
 * A text of the same length whose letters and digits, of whatever script, are those of ASCII: what the rules look at.
 * They would know all scripts themselves, but patterns with such classes take longer to compile than a report to read.
 */
export function plainShape(text: string): string {
  return text.replace(BEYOND_ASCII, (character) => {
    if (!LETTER_OR_DIGIT.test(character)) return character;
    const digit = digitOf(character);
    const plain = digit === null ? plainLetter(character) : String(digit);
    return plain.repeat(character.length);
  });
}

function plainLetter(character: string): string {
  return /\p{Lu}/u.test(character) ? 'A' : 'a';
}

/** Unicode keeps the ten digits of a script in a row, each row beginning where none stands before. */
function digitOf(character: string): number | null {
  const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));
  const code = character.codePointAt(0) ?? 0;
  if (!isDigit(code)) return null;
  let before = 0;
  while (before < 9 && isDigit(code - before - 1)) before += 1;
  return before;
}
