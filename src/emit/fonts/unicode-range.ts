/** The characters of `text` that lie in a range as CSS writes it, each once. */
export function charactersIn(range: string, text: string): string {
  const spans = range.split(',').map(readSpan);
  const inside = [...new Set(text)].filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    return spans.some(([first, last]) => point >= first && point <= last);
  });
  return inside.join('');
}

/** A range as CSS writes it that holds exactly the characters of `text`. */
export function rangeOf(text: string): string {
  const points = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const spans: [number, number][] = [];
  for (const point of points) {
    const last = spans.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else spans.push([point, point]);
  }
  return spans.map(([first, last]) => `U+${hex(first)}${first === last ? '' : `-${hex(last)}`}`).join(',');
}

function readSpan(span: string): [number, number] {
  const [first = '0', last = first] = span.replace('U+', '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

function hex(point: number): string {
  return point.toString(16).toUpperCase();
}
