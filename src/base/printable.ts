/**
 * A text as a terminal may get it: control characters from an author's file or a task, which could move the cursor,
 * retitle the window or hide a line, become pictures of themselves (`␛`). Line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, picture);
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}
