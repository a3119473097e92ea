/** The number of a heading. */
const NUMBER = /(<h\d[^>]*>)<span class="number">[\d.]+<\/span> /g;

/** HTML as a list of tags and texts, by which two pages are compared: what our page adds to plain HTML is left out. */
export function skeleton(html: string): string[] {
  const found: string[] = [];
  for (const [piece] of html.replace(NUMBER, '$1').matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)(\w+)((?:[^>"]|"[^"]*")*)>$/.exec(piece);
    if (tag === null) found.push(piece);
    else found.push(...writeTag(tag[1] ?? '', tag[2] ?? '', tag[3] ?? ''));
  }
  return joinTexts(found);
}

/** Attributes that carry meaning; classes, ids and what serves the keyboard are the page's own. */
const MEANING = ['href', 'title', 'src', 'alt', 'start', 'type', 'checked', 'disabled', 'align'];

function writeTag(slash: string, name: string, rest: string): string[] {
  // Boxes that scroll, colours of code.
  if (name === 'div' || name === 'span') return [];
  const attributes = [...aligned(rest).matchAll(/([\w-]+)(?:="([^"]*)")?/g)]
    .filter(([, attribute = '']) => MEANING.includes(attribute))
    .map(([, attribute = '', value = '']) => ` ${attribute}="${value}"`)
    .sort();
  return [`<${slash}${name}${attributes.join('')}>`];
}

/** Columns are set by classes in our page, and to the left unless said otherwise. */
function aligned(attributes: string): string {
  return attributes.replace(/ align="left"/, '').replace(/ class="(right|center)"/, ' align="$1"');
}

/** Line ends between blocks mean nothing. */
function joinTexts(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && !piece.startsWith('<') && !last.startsWith('<'))
      joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined.filter((piece) => piece.trim() !== '');
}
