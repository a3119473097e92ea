import type { MarkData, PrintChange } from '../base/document-print.ts';
import { canonicalJson, type Json } from '../base/json.ts';
import * as messages from '../base/messages/print.ts';
import { pairBy } from './pair.ts';

type Aspect = PrintChange['aspects'][number];

/** Values told one by one of some data; how many more differ is told behind them. */
const mostTold = 3;

/** Differences of the rows that a chart is drawn from; null where they are a machine's. */
export function compareData(was: readonly MarkData[] | null, is: readonly MarkData[] | null): Aspect[] {
  if (was === null || is === null) {
    if (was === is) return [];
    return [data(messages.isTimed(was === null), messages.isTimed(is === null))];
  }
  const open = pairBy(was, is, [({ sha256 }) => sha256]);
  const { pairs, gone, added } = pairBy(open.gone, open.added, [
    ({ marks }) => marks.join(),
    ({ fields, count }) => JSON.stringify([fields, count]),
    ({ fields }) => JSON.stringify(fields),
    () => '',
  ]);
  return [
    ...pairs.flatMap(([before, after]) => compareRows(before, after)),
    ...gone.map((rows) => data(messages.rowsOf(rows), null)),
    ...added.map((rows) => data(null, messages.rowsOf(rows))),
  ];
}

function compareRows(was: MarkData, is: MarkData): Aspect[] {
  if (was.count !== is.count || was.fields.join() !== is.fields.join())
    return [data(messages.rowsOf(was), messages.rowsOf(is))];
  return was.rows && is.rows ? compareValues(is.fields, was.rows, is.rows) : compareExtremes(was, is);
}

type Rows = readonly (readonly Json[])[];

function compareValues(fields: readonly string[], was: Rows, is: Rows): Aspect[] {
  const differing = is.flatMap((row, index) =>
    fields.flatMap((field, at) => {
      const [before, after] = [canonicalJson(was[index]?.[at] ?? null), canonicalJson(row[at] ?? null)];
      return before === after ? [] : [{ before: messages.valueOf(field, index + 1, before), after }];
    }),
  );
  const more = differing.length - mostTold;
  return differing.slice(0, mostTold).map(({ before, after }, index) => {
    const isLast = index === mostTold - 1 && more > 0;
    return data(before, isLast ? messages.moreValues(after, more, fields.length * is.length) : after);
  });
}

/** Where rows are not kept, that they differ is known by their digests, and how by the extremes. */
function compareExtremes(was: MarkData, is: MarkData): Aspect[] {
  const fields = is.fields.filter((field) => {
    const [before, after] = [was.extremes?.[field], is.extremes?.[field]];
    return JSON.stringify(before) !== JSON.stringify(after);
  });
  const told = fields.map((field) => {
    const [before, after] = [was.extremes?.[field], is.extremes?.[field]];
    return data(
      before ? messages.extremesOf(field, before) : null,
      after ? messages.extremesOf(field, after) : null,
    );
  });
  return told.length > 0 ? told : [data(messages.rowsOf(was), messages.othersBetween())];
}

function data(locked: string | null, now: string | null): Aspect {
  return { aspect: 'data', locked, now };
}
