import type { PrintedNumber } from '../base/document-print.ts';

/** Numbers of one sentence, formula or cell. */
export type Passage = readonly PrintedNumber[];

/** The numbers of a print by the sentences that they stand in, in their order. */
export function groupPassages(numbers: readonly PrintedNumber[]): Passage[] {
  const passages: PrintedNumber[][] = [];
  for (const number of numbers) {
    const last = passages.at(-1)?.at(-1);
    if (last && follows(number, last)) passages.at(-1)?.push(number);
    else passages.push([number]);
  }
  return passages;
}

function follows(number: PrintedNumber, last: PrintedNumber): boolean {
  return (
    number.position === last.position + 1 &&
    number.where === last.where &&
    number.frame === last.frame &&
    number.cell?.table === last.cell?.table &&
    number.cell?.row === last.cell?.row &&
    number.cell?.column === last.cell?.column
  );
}

/** Whether a number stands in words or a formula, and in no cell or figure. */
export function isWords({ where }: PrintedNumber): boolean {
  return where !== 'cell' && where !== 'figure';
}
