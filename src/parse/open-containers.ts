import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/parse.ts';
import type { SourceText } from './source-text.ts';

/** What may stand before a block in quotes and lists, then a fence of colons or of code. */
const LINE =
  /^((?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*)(?:(:{3,})(?:([^\s:{[][^\s{[]*).*|[ \t]*)|(`{3,}(?=[^`]*$)|~{3,}).*)$/;
/** More containers open at once are left open by mistake. */
const MOST = 20;

interface Open {
  name: string;
  colons: number;
  offset: number;
}

interface CodeFence {
  fence: string;
  quoted: boolean;
}

/**
 * Each container left open makes the parser read the rest of the file once more, so that a thousand of them would
 * take minutes: a file with more than a few open at once is refused, at the first of them, before it is parsed.
 */
export function findOpenContainers(source: SourceText): Diagnostic | null {
  const open: Open[] = [];
  let code: CodeFence | null = null;
  let offset = 0;
  for (const line of source.text.split('\n')) {
    const [, lead = '', colons = '', name = '', fence = ''] = LINE.exec(line) ?? [];
    // Colons inside code are none; a quote that ends takes the code in it along.
    if (code !== null && (!code.quoted || line.includes('>'))) code = closes(line, code) ? null : code;
    else if (fence !== '') code = { fence, quoted: lead.includes('>') };
    else {
      code = null;
      if (colons !== '') follow({ name, colons: colons.length, offset: offset + lead.length }, open);
    }
    const [first] = open;
    if (open.length > MOST && first !== undefined) {
      const message = say.containerIsOpen(first.name);
      return { rule: 'directive-is-whole', message, place: source.placeAt(first.offset) };
    }
    offset += line.length + 1;
  }
  return null;
}

function closes(line: string, { fence }: CodeFence): boolean {
  const rest = line.replace(/^[ \t>]*/, '').trimEnd();
  return rest.length >= fence.length && rest === fence.charAt(0).repeat(rest.length);
}

/** A fence without a name closes the outermost container whose colons are no more, and with it what was left open inside. */
function follow(fence: Open, open: Open[]): void {
  const closed = open.findIndex(({ colons }) => colons <= fence.colons);
  if (fence.name !== '') open.push(fence);
  else if (closed >= 0) open.length = closed;
}
