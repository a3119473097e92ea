import * as say from '../base/messages/parse.ts';
import type { LiteralNode, Template, TemplatePlace, ValueNode } from '../base/tree.ts';
import { closingBracket } from './closing-bracket.ts';
import { readPlainLiteral } from './directives/literal.ts';
import { readValue } from './directives/value.ts';
import type { Reading } from './reading.ts';
import { sliceText, type SourceText } from './source-text.ts';

const OPENING = /(?<![\p{L}\p{N}_:\\]):(value|literal)\[/gu;

/** A template, and where the characters of its strings stand. */
export interface TemplateParts {
  template: Template;
  at: TemplatePlace;
}

/** Plain text with `:value[…]{…}` and `:literal[…]{…}` in it, as alternative texts are: nothing else of Markdown counts. */
export function readTemplate(source: SourceText, outer: Reading): TemplateParts {
  const reading: Reading = { ...outer, source };
  const parts: (SourceText | ValueNode | LiteralNode)[] = [];
  let from = 0;
  for (const match of source.text.matchAll(OPENING)) {
    if (match.index < from) continue;
    const name = match[1] ?? '';
    const label = match.index + match[0].length;
    const end = closingBracket(source.text, label, '[]');
    if (end === null) {
      const place = source.placeAt(match.index);
      reading.diagnostics.push({ rule: 'directive-is-whole', message: say.labelIsOpen(name), place });
      break;
    }
    const braces = source.text.charAt(end + 1) === '{' ? closingBracket(source.text, end + 2, '{}') : null;
    const written = {
      label: [{ text: source.text.slice(label, end), offset: label }],
      attributes: braces === null ? [] : [{ text: source.text.slice(end + 2, braces), offset: end + 2 }],
      offset: match.index,
      inCell: false,
    };
    const made = name === 'literal' ? readPlainLiteral(written, reading) : readValue(written, reading);
    parts.push(sliceText(source, from, match.index), ...(made === null ? [] : [made]));
    from = (braces ?? end) + 1;
  }
  refuseClaims(source, reading);
  return joinParts([...parts, sliceText(source, from, source.text.length)], source);
}

function joinParts(
  parts: readonly (SourceText | ValueNode | LiteralNode)[],
  source: SourceText,
): TemplateParts {
  const kept = parts.filter((part) => !('text' in part) || part.text !== '');
  return {
    template: kept.map((part) => ('text' in part ? part.text : part)),
    at: (index, offset) => {
      const part = kept[index];
      return part && 'text' in part ? part.placeAt(offset) : (part?.place ?? source.placeAt(0));
    },
  };
}

/** A claim is for the eyes of every reader. */
function refuseClaims(source: SourceText, { diagnostics }: Reading): void {
  for (const { index } of source.text.matchAll(/(?<![\p{L}\p{N}_:\\]):claim\[/gu)) {
    const message = say.claimInAlternative();
    diagnostics.push({ rule: 'directive-is-known', message, place: source.placeAt(index) });
  }
}
