import type { Heading, Nodes, PhrasingContent } from 'mdast';

import type {
  DocumentPrint,
  DrawnData,
  PrintedClaim,
  PrintedFigure,
  PrintedNumber,
  PrintedTable,
  PrintedWhere,
} from '../base/document-print.ts';
import { countSlots, fillFrame, frameOf, splitSentences, withSlots } from '../base/frame.ts';
import type { CaptionedFigureNode, NumberedEquationNode } from '../base/filled-nodes.ts';
import { listShownIn, type Shown } from '../base/origins.ts';
import type { FilledDocument } from '../base/report.ts';
import { describePicture } from './describe-picture.ts';
import { sentenceOfCell } from './sentence-of-cell.ts';
import { type Grid, gridOf, namesOfRows, tellApart } from './grid.ts';

/** What the charts of a document are drawn from, by figure. */
export type FigureData = ReadonlyMap<CaptionedFigureNode, DrawnData>;

interface Recording {
  heading: string | null;
  numbers: PrintedNumber[];
  tables: PrintedTable[];
  figures: PrintedFigure[];
  data: FigureData;
}

/** The print of a document; charts that `data` lacks have none in it. The same document, the same print. */
export function recordPrint(document: FilledDocument, data: FigureData): DocumentPrint {
  const recording: Recording = { heading: null, numbers: [], tables: [], figures: [], data };
  for (const node of [...document.abstract, document.root]) recordNode(node, recording);
  const { numbers, tables, figures } = recording;
  return { numbers, tables, figures, claims: document.claims.map(printClaim) };
}

function printClaim({
  place,
  frame,
  condition,
  held,
  excuse,
}: FilledDocument['claims'][number]): PrintedClaim {
  return { place, frame, condition: fold(condition), held: excuse === 'machine' ? null : held };
}

function recordNode(node: Nodes, recording: Recording): void {
  switch (node.type) {
    case 'heading':
      recording.heading = nameOfHeading(node);
      recordText(node.children, 'heading', recording);
      return;
    case 'paragraph':
      recordText(node.children, 'prose', recording);
      return;
    case 'table':
    case 'captionedTable':
      recordTable(gridOf(node), recording);
      if (node.type === 'captionedTable') recordText(node.children, 'caption', recording);
      return;
    case 'captionedFigure':
      recordFigure(node, recording);
      recordText(node.children, 'caption', recording);
      return;
    case 'numberedEquation':
      recordEquation(node, recording);
      return;
    case 'footnoteDefinition':
      // Notes stand behind the last section, and belong to none.
      recording.heading = null;
      for (const child of node.children) recordNode(child, recording);
      return;
    default:
      if ('children' in node) for (const child of node.children) recordNode(child, recording);
      else recordText([node], 'prose', recording);
  }
}

/** Its id; an id that was made of a title with numbers in it would be another with every result. */
function nameOfHeading({ children, data }: Heading): string | null {
  if (data?.label?.id !== undefined && data.label.id !== null) return data.label.id;
  return listShownIn(children).length > 0 ? plainName(children) : (data?.numbering?.id ?? null);
}

function recordText(nodes: readonly Nodes[], where: PrintedWhere, recording: Recording): void {
  const shown = listShownIn(nodes);
  if (shown.length === 0) return;
  recordSentences(frameOf(nodes), shown, { where, recording });
}

interface Standing {
  where: PrintedWhere;
  recording: Recording;
}

/** Each number with the sentence that it stands in. */
function recordSentences(text: string, shown: readonly Shown[], { where, recording }: Standing): void {
  let from = 0;
  for (const frame of splitSentences(text)) {
    const own = shown.slice(from, from + countSlots(frame));
    from += own.length;
    const sentence = fillFrame(frame, own.map(textOf));
    own.forEach((each, position) => {
      recording.numbers.push(printNumber(each, { where, recording, sentence, frame, position }));
    });
  }
}

type Words = Pick<PrintedNumber, 'sentence' | 'frame' | 'position'>;

function printNumber(shown: Shown, { where, recording, ...words }: Standing & Words): PrintedNumber {
  const { place, expression, format, timed, published, results } = shown.origin;
  return {
    place,
    as: shown.as,
    where,
    heading: recording.heading,
    cell: null,
    ...words,
    expression: fold(expression),
    format,
    text: textOf(shown),
    timed,
    published,
    results: [...results].sort(),
  };
}

function textOf({ text, origin }: Shown): string | null {
  return origin.timed ? null : (text ?? origin.printed ?? null);
}

function recordEquation(node: NumberedEquationNode, recording: Recording): void {
  const frame = fold(withSlots(node.unmarked, node.origins));
  const shown = listShownIn([node]);
  const sentence = fillFrame(frame, shown.map(textOf));
  shown.forEach((each, position) => {
    recording.numbers.push(printNumber(each, { where: 'mathematics', recording, sentence, frame, position }));
  });
}

/** What is shown in the header has a column and no row. */
function recordTable(grid: Grid, recording: Recording): void {
  const [first] = listShownIn(grid.cells.flat(2));
  if (!first) return;
  const { place = first.origin.place, id } = grid;
  const caption = plain(grid.caption);
  const [head = [], ...body] = grid.cells;
  const columns = tellApart(head.map(plainName));
  const rows = namesOfRows(
    body.map((row) => row.map((cell) => ({ shown: listShownIn(cell), text: plain(cell) }))),
  );
  const table = recording.tables.push({ place, heading: recording.heading, id, caption, columns, rows }) - 1;
  for (const [index, row] of grid.cells.entries()) {
    const name = index === 0 ? '' : (rows[index - 1] ?? '');
    for (const [at, cell] of row.entries()) {
      const where = { table, name: id ?? caption, row: name, column: columns[at] ?? String(at + 1) };
      recordCell(cell, where, { caption, recording });
    }
  }
}

function recordCell(
  content: readonly PhrasingContent[],
  cell: NonNullable<PrintedNumber['cell']>,
  { caption, recording }: { caption: string; recording: Recording },
): void {
  const frame = fold(frameOf(content));
  const sentence = sentenceOfCell(caption, cell);
  listShownIn(content).forEach((each, position) => {
    const number = printNumber(each, { where: 'cell', recording, sentence, frame, position });
    recording.numbers.push({ ...number, cell });
  });
}

/** Its data are no text, the values in its alternative text are. */
function recordFigure(node: CaptionedFigureNode, recording: Recording): void {
  const caption = plain(node.children);
  const shown = listShownIn([{ ...node, children: [] }]);
  const timed = shown.some(({ origin }) => origin.timed);
  for (const each of shown) {
    if (each.origin.printed !== undefined) continue;
    const words = { sentence: caption, frame: node.id ?? '', position: 0 };
    recording.numbers.push(printNumber(each, { where: 'figure', recording, ...words }));
  }
  const inAlternative = shown.filter(({ origin }) => origin.printed !== undefined);
  const alternative = withSlots(
    node.alt,
    inAlternative.map(({ origin }) => origin),
  );
  recordSentences(alternative, inAlternative, { where: 'alternative', recording });
  const picture = describePicture(node.picture, timed ? null : (recording.data.get(node) ?? null));
  const { place, id } = node;
  recording.figures.push({ place, heading: recording.heading, id, caption, picture });
}

function plain(nodes: readonly Nodes[]): string {
  return fillFrame(frameOf(nodes), listShownIn(nodes).map(textOf));
}

/** A name with numbers in it stays the same whatever they are. */
function plainName(nodes: readonly Nodes[]): string {
  const texts = listShownIn(nodes).map((shown) =>
    typeof shown.origin.value === 'string' ? textOf(shown) : null,
  );
  return fillFrame(frameOf(nodes), texts);
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
