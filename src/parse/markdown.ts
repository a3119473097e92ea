import type { Root } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import type { Extension } from 'micromark-util-types';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import { isMap, parseDocument } from 'yaml';

import { CONTAINER_NAMES, INLINE_NAMES, LEAF_NAMES, PHRASE_NAMES } from './directives/names.ts';
import { authoredFromMarkdown } from './syntax/authored.ts';
import { blockDirectives } from './syntax/block-directive.ts';
import { citation, citations } from './syntax/citation.ts';
import { inlineDirective } from './syntax/inline-directive.ts';
import { displayMath, inlineMath } from './syntax/mathematics.ts';

/**
 * Markdown to mdast. Blocks of directives are remark-directive's; its inline ones would take `10:30[^1]` for a
 * directive, and remark-math would take `$5 and $10` for mathematics, so for these own constructs stand in.
 */
export function parseMarkdown(text: string): Root {
  const processor = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(ownSyntax);
  return (hasFrontMatter(text) ? processor.use(remarkFrontmatter) : processor).parse(text);
}

/** A mapping between two rules at the very beginning; prose there is a heading between rules, as in CommonMark. */
function hasFrontMatter(text: string): boolean {
  if (!text.startsWith('---')) return false;
  const between = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m.exec(text);
  if (between?.index !== 0) return false;
  const document = parseDocument(between[1] ?? '', { logLevel: 'silent' });
  return document.errors.length === 0 && isMap(document.contents);
}

function ownSyntax(this: Processor): void {
  const data = this.data();
  const own: Extension = {
    text: {
      [code('$')]: inlineMath,
      [code(':')]: inlineDirective({
        inline: INLINE_NAMES,
        phrases: PHRASE_NAMES,
        blocks: [...CONTAINER_NAMES, ...LEAF_NAMES],
      }),
      [code('@')]: citation,
      [code('[')]: citations,
    },
    flow: { [code(':')]: blockDirectives, [code('$')]: displayMath },
    disable: { null: ['mathText', 'mathFlow'] },
  };
  (data.micromarkExtensions ??= []).push(own);
  (data.fromMarkdownExtensions ??= []).push(directiveFromMarkdown({ verbose: true }), authoredFromMarkdown);
}

function code(character: string): number {
  return character.charCodeAt(0);
}
