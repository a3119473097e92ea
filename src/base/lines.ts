/** What ends a line in a source: all three are in use, and the first is one end, not two. */
const END = /\r\n|\n|\r/g;

/** The lines of a text, without their ends. */
export function linesOf(text: string): string[] {
  return text.split(END);
}

/** The offset at which each line of a text begins; the first at `first`, behind what is no part of it. */
export function lineStarts(text: string, first = 0): number[] {
  const starts = [first];
  for (const { index, 0: end } of text.matchAll(END)) starts.push(index + end.length);
  return starts;
}
