import type { PrintChange } from '../base/document-print.ts';
import { cellCode, codeWords, plainWords, writeTable } from '../base/markdown-words.ts';
import * as messages from '../base/messages/diff.ts';
import { formatPlace } from '../base/place.ts';
import { groupChanges, whatChanged, type ChangeGroup } from '../print/describe-changes.ts';

/** What two states show otherwise. */
export interface Diff {
  /** How they are called. */
  from: string;
  to: string;
  changes: readonly PrintChange[];
  beyond: ReadonlySet<PrintChange>;
  /** All in one line; empty where nothing changed. */
  summary: string;
}

/** Rows of a kind that a pull request is told; a comment on GitHub holds no more than 65,536 characters. */
const mostRows = 100;

/** The changes as Markdown for a pull request: what matters most comes first. */
export function writeMarkdown({ from, to, changes, beyond, summary }: Diff): string {
  const head = [`## ${messages.markdownTitle(codeWords(from), codeWords(to))}`, ''];
  if (changes.length === 0)
    return [...head, messages.nothingChanged(codeWords(from), codeWords(to)), ''].join('\n');
  const isText = ({ of, type, aspects }: PrintChange): boolean =>
    of === 'number' && type === 'changed' && aspects.some(({ aspect }) => aspect === 'text');
  const numbers = changes.filter(isText);
  const others = changes.filter((change) => !isText(change));
  const of = (kind: PrintChange['of']): PrintChange[] => others.filter((change) => change.of === kind);
  return [
    ...head,
    `**${plainWords(summary)}**`,
    '',
    ...list(messages.claimsTitle(), of('claim'), beyond),
    ...tableOfNumbers(numbers, beyond),
    ...list(messages.bindingsTitle(), of('number'), beyond),
    ...list(messages.figuresTitle(), of('figure'), beyond),
    ...list(messages.tablesTitle(), of('table'), beyond),
  ].join('\n');
}

/** Numbers beyond tolerance come first. */
function tableOfNumbers(numbers: readonly PrintChange[], beyond: ReadonlySet<PrintChange>): string[] {
  if (numbers.length === 0) return [];
  const sorted = [...numbers].sort((a, b) => Number(beyond.has(b)) - Number(beyond.has(a)));
  const rows = sorted.slice(0, mostRows).map((change) => cellsOf(change, beyond.has(change)));
  const table = writeTable(messages.numberHeaders, rows);
  return [`### ${messages.numbersTitle()}`, '', table, '', ...more(sorted.length)];
}

function cellsOf(change: PrintChange, isBeyond: boolean): string[] {
  const text = change.aspects.find(({ aspect }) => aspect === 'text');
  return [
    cellCode(formatPlace(change.place)),
    plainWords(change.sentence),
    plainWords(text?.locked ?? messages.nothing()),
    plainWords(text?.now ?? messages.nothing()),
    isBeyond ? messages.isBeyond() : '',
    [cellCode(change.expression ?? ''), ...editsOf(change)].join('<br>'),
  ];
}

/** An edited expression or format beside the new text, in a cell. */
function editsOf({ aspects }: PrintChange): string[] {
  return aspects
    .filter(({ aspect }) => aspect === 'expression' || aspect === 'format')
    .map(({ aspect, locked }) => messages.wasBefore(aspect, cellCode(locked ?? messages.nothing())));
}

function list(title: string, changes: readonly PrintChange[], beyond: ReadonlySet<PrintChange>): string[] {
  const groups = groupChanges(changes);
  if (groups.length === 0) return [];
  const items = groups.slice(0, mostRows).flatMap((group) => item(group, beyond));
  return [`### ${title}`, '', ...items, '', ...more(groups.length)];
}

function item({ change, more: further }: ChangeGroup, beyond: ReadonlySet<PrintChange>): string[] {
  const name = change.id === null ? '' : ` ${codeWords(change.id)}`;
  const far = beyond.has(change) ? ` (${messages.isBeyond()})` : '';
  return [
    `- ${codeWords(formatPlace(change.place))}${name} ${plainWords(change.sentence)}${far}`,
    ...whatChanged(change).map((line) => `  - ${codeWords(line)}`),
    ...(further > 0 ? [`  - ${messages.furtherCells(further)}`] : []),
  ];
}

function more(count: number): string[] {
  return count > mostRows ? [messages.moreRows(count - mostRows), ''] : [];
}
