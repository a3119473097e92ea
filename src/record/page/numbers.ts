import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

import * as messages from '../../base/messages/verification.ts';
import type { VerifiedNumber } from '../../base/verification.ts';
import { pageId } from '../../emit/html/page-id.ts';
import { sentenceOfCell } from '../../print/sentence-of-cell.ts';
import type { Standing } from '../find-in-sentence.ts';
import type { SectionFindings } from '../sections.ts';
import { changeOf } from '../findings.ts';
import { folded, jobLinks, sign, tally } from './parts.ts';

/** What the lists of numbers refer to. */
export interface NumberLinks {
  standings: ReadonlyMap<VerifiedNumber, Standing>;
  /** Names of the jobs that have a row. */
  jobs: ReadonlySet<string>;
  /** The document beside, `report.html`; null where there is none. */
  document: string | null;
}

/** The id of a section's numbers, which stands within the fold so that a link opens it. */
export function sectionId(id: string | null): string {
  return pageId(`section.${id ?? ''}`);
}

/** All that a section shows of results, sentence by sentence. */
export function sectionOf(section: SectionFindings, links: NumberLinks): Element {
  const { id, number, title, numbers, counts } = section;
  const summary = [number === null ? null : h('span.number', number), h('span', title), tally(counts)];
  const groups = groupNumbers(numbers).map((group) => groupOf(group, links));
  const toReport =
    links.document === null || id === null
      ? null
      : h('a', { href: `${links.document}#${id}` }, messages.onPage());
  const content = [
    ...(toReport === null ? [] : [h('p', toReport)]),
    h('div.scroll', h('table.numbers', { id: sectionId(id) }, [columns(), ...groups])),
  ];
  const isExact = numbers.every(({ outcome }) => outcome === 'exact');
  const isOpen = numbers.some(({ outcome }) => outcome === 'different');
  return folded(summary, content, { className: isExact ? ['all-exact'] : [], open: isOpen });
}

/** All tables have columns of the same width. */
function columns(): Element {
  return h('colgroup', [h('col'), h('col'), h('col'), h('col')]);
}

/** Numbers of one sentence, or of one table. */
interface NumberGroup {
  /** Of prose the sentence, of a table its caption. */
  words: string;
  /** Id of the table, or its caption; null for prose. */
  table: string | null;
  numbers: VerifiedNumber[];
}

function groupNumbers(numbers: readonly VerifiedNumber[]): NumberGroup[] {
  const groups: NumberGroup[] = [];
  for (const number of numbers) {
    const words = wordsOf(number);
    const table = number.cell?.name ?? null;
    const last = groups.at(-1);
    if (last?.words === words && last.table === table) last.numbers.push(number);
    else groups.push({ words, table, numbers: [number] });
  }
  return groups;
}

/** A cell's sentence without its row and column. */
function wordsOf({ sentence, cell }: VerifiedNumber): string {
  if (cell === null) return sentence;
  const behind = sentenceOfCell('.', cell).slice(1);
  return sentence.endsWith(behind) ? sentence.slice(0, -behind.length) : sentence;
}

function groupOf({ words, table, numbers }: NumberGroup, links: NumberLinks): Element {
  const isExact = numbers.every(({ outcome }) => outcome === 'exact');
  const title = table === null ? markAll(words, numbers, links) : tableTitle(words, table, links);
  return h('tbody', { className: isExact ? ['all-exact'] : null }, [
    h('tr', h('th', { colSpan: 4, scope: 'rowgroup' }, title)),
    ...numbers.map((number) => rowOf(number, links)),
  ]);
}

/** An id has no spaces; a caption alone leads nowhere. */
function tableTitle(caption: string, table: string, { document }: NumberLinks): ElementContent[] {
  const isId = table !== caption && !/\s/.test(table);
  const link =
    document !== null && isId ? [' ', h('a', { href: `${document}#${table}` }, messages.onPage())] : [];
  return h('p', [caption, ...link]).children;
}

/** The sentence with each of its numbers marked by what became of it. */
function markAll(
  sentence: string,
  numbers: readonly VerifiedNumber[],
  { standings }: NumberLinks,
): ElementContent[] {
  const standing = numbers
    .flatMap((number) => {
      const found = standings.get(number);
      return found ? [{ ...found, outcome: number.outcome }] : [];
    })
    .sort((a, b) => a.at - b.at);
  const pieces: (string | Element)[] = [];
  let done = 0;
  for (const { at, text, outcome } of standing) {
    if (at < done) continue;
    pieces.push(sentence.slice(done, at), h('mark', { className: [outcome] }, text));
    done = at + text.length;
  }
  return h('p', [...pieces, sentence.slice(done)]).children;
}

function rowOf(number: VerifiedNumber, { jobs }: NumberLinks): Element {
  const { outcome, reason, expression, results, cell, format } = number;
  const at = cell === null ? '' : [cell.row, cell.column].filter((name) => name !== '').join(' · ');
  return h('tr', { className: [outcome] }, [
    h('td', sign(outcome)),
    h('td', shownOf(number)),
    h('td', [
      ...(at === '' ? [] : [at, ' ']),
      h('code', format === null ? expression : `${expression} (${format})`),
      ...(reason === null ? [] : [h('span.reason', reason)]),
    ]),
    h('td', jobLinks(results, jobs)),
  ]);
}

function shownOf(number: VerifiedNumber): string {
  const { locked, now, as } = number;
  if (locked !== now) return changeOf(number);
  return now ?? (as === 'figure' ? messages.inFigure() : messages.inFormula());
}
