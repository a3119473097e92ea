import type { Root } from 'mdast';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

import type { Made, OutputFile } from '../../src/base/effects.ts';
import type { FilledDocument, ParsedReport, ReportConfig } from '../../src/base/report.ts';
import { emitMarkdown } from '../../src/emit/markdown/emit-markdown.ts';
import { emitReport } from '../../src/emit/emit-report.ts';
import { fillReport } from '../../src/fill/fill-report.ts';
import { parseReport } from '../../src/parse/parse-report.ts';
import { sums } from '../fill/report-of.ts';
import { memoryConfig, memoryFiles, type MemoryFiles } from '../parse/memory.ts';

/** What a source becomes. */
export interface Written {
  /** `report.md` without the document's title. */
  markdown: string;
  /** What stands in `main` of `report.html`. */
  html: string;
}

const parser = unified().use(remarkParse).use(remarkGfm);

/** As any reader of Markdown and GFM sees it. */
export function parsePlain(markdown: string): Root {
  return parser.parse(markdown);
}

/** As any writer of HTML shows a tree, but for the last line end of code, and heads of tables without a word, which are no heads. */
export function plainHtml(tree: Root): string {
  const html = toHtml(toHast(tree, { clobberPrefix: 'page.note-', footnoteLabel: 'Notes' }));
  return html.replaceAll('\n</code></pre>', '</code></pre>').replace(/<th[^>]*><\/th>/g, '<td></td>');
}

const kept = new Map<string, string>();

/**
 * Pieces cost time and say nothing about prose: fonts are left empty, and a text that was made of the same parts before (citations
 * of the same bibliography, formulas) is taken from there, as a cache does.
 */
export const made: Made = {
  text: async (kind, parts, produce) => {
    const key = JSON.stringify([kind, parts]);
    const text = kept.get(key) ?? (await produce());
    kept.set(key, text);
    return text;
  },
  bytes: async (kind, _parts, produce) => (kind === 'fonts' ? new Uint8Array() : produce()),
};

/** Parses, fills and emits one source, `input.md`, whose experiment `sums` has run. Throws what its author is told. */
export async function write(
  input: string,
  others: MemoryFiles = {},
  settings: Partial<ReportConfig> = {},
): Promise<Written> {
  const files = memoryFiles({ ...others, 'input.md': input });
  return emit(await parseReport(memoryConfig(settings), files));
}

/** The Markdown alone, where what the page makes of it is told by others. */
export async function writeMarkdown(input: string, others: MemoryFiles = {}): Promise<string> {
  const files = memoryFiles({ ...others, 'input.md': input });
  const document = await fillReport(await parseReport(memoryConfig(), files), [sums()], made);
  return bodyText(emitMarkdown(bodyOf(document), new Map()));
}

/** The same from a parsed report. */
export async function emit(report: ParsedReport): Promise<Written> {
  const document = await fillReport(report, [sums()], made);
  const outputs = await emitReport(bodyOf(document), made);
  const html = contentOf(outputs, 'report.html');
  return {
    markdown: bodyText(outputs),
    html: html.slice(html.indexOf('<main'), html.indexOf('</main>')).replace(/^<main[^>]*>/, ''),
  };
}

function contentOf(outputs: readonly OutputFile[], name: string): string {
  return String(outputs.find(({ path }) => path === name)?.content ?? '');
}

const bodyText = (outputs: readonly OutputFile[]): string =>
  contentOf(outputs, 'report.md')
    .replace(/^# A report\n+/, '')
    .replace(/\n+Of every number \[[^\n]*\n$/, '\n');

/** Without what is the report's own: the list of its sections, the account of its jobs. */
function bodyOf(document: FilledDocument): FilledDocument {
  const { children } = document.root;
  const account = children.findIndex(
    (node) => node.type === 'heading' && node.data?.numbering?.id === 'how-the-numbers-were-made',
  );
  const end = children.findIndex((node, index) => index > account && node.type === 'footnoteDefinition');
  const kept = children.filter((_, index) => index < account || (end >= 0 && index >= end));
  return { ...document, contents: [], root: { type: 'root', children: account < 0 ? children : kept } };
}
