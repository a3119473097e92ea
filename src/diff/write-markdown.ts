import type { PrintChange } from '../base/document-print.ts';
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
  const head = [`## ${messages.markdownTitle(code(from), code(to))}`, ''];
  if (changes.length === 0) return [...head, messages.nothingChanged(code(from)), ''].join('\n');
  const isText = ({ of, type, aspects }: PrintChange): boolean =>
    of === 'number' && type === 'changed' && aspects.some(({ aspect }) => aspect === 'text');
  const numbers = changes.filter(isText);
  const others = changes.filter((change) => !isText(change));
  const of = (kind: PrintChange['of']): PrintChange[] => others.filter((change) => change.of === kind);
  return [
    ...head,
    `**${summary}**`,
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
  const rows = sorted.slice(0, mostRows).map((change) => {
    const text = change.aspects.find(({ aspect }) => aspect === 'text');
    const cells = [
      code(formatPlace(change.place)),
      plain(change.sentence),
      plain(text?.locked ?? messages.nothing()),
      plain(text?.now ?? messages.nothing()),
      beyond.has(change) ? messages.isBeyond() : '',
      [code(change.expression ?? ''), ...editsOf(change)].join('<br>'),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const headers = messages.numberHeaders;
  return [
    `### ${messages.numbersTitle()}`,
    '',
    `| ${headers.join(' | ')} |`,
    `|${headers.map(() => '---|').join('')}`,
    ...rows,
    '',
    ...more(sorted.length),
  ];
}

/** An edited expression or format beside the new text. */
function editsOf({ aspects }: PrintChange): string[] {
  return aspects
    .filter(({ aspect }) => aspect === 'expression' || aspect === 'format')
    .map(({ aspect, locked }) => messages.wasBefore(aspect, code(locked ?? messages.nothing())));
}

function list(title: string, changes: readonly PrintChange[], beyond: ReadonlySet<PrintChange>): string[] {
  const groups = groupChanges(changes);
  if (groups.length === 0) return [];
  const items = groups.slice(0, mostRows).flatMap((group) => item(group, beyond));
  return [`### ${title}`, '', ...items, '', ...more(groups.length)];
}

function item({ change, more: further }: ChangeGroup, beyond: ReadonlySet<PrintChange>): string[] {
  const name = change.id === null ? '' : ` ${code(change.id)}`;
  const far = beyond.has(change) ? ` (${messages.isBeyond()})` : '';
  return [
    `- ${code(formatPlace(change.place))}${name} ${plain(change.sentence)}${far}`,
    ...whatChanged(change).map((line) => `  - ${code(line)}`),
    ...(further > 0 ? [`  - ${messages.furtherCells(further)}`] : []),
  ];
}

function more(count: number): string[] {
  return count > mostRows ? [messages.moreRows(count - mostRows), ''] : [];
}

/** Text of the document's, which must be no Markdown here, nor end a cell. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|$#@~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** As code, in a table too. */
function code(text: string): string {
  const escaped = text
    .replace(/\s+/g, ' ')
    .replace(/[&<>|*_`\\[\]$@~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<code>${escaped}</code>`;
}
