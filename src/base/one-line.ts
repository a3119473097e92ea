/** A text that its author broke into lines, as one. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
