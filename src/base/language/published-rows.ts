import { eitherOf, record, scalar, type RecordValue, type Value } from './value.ts';

/**
 * The rows of a table with their gaps in `published` filled: where a case has no published figure that another row
 * has, `published.f1` is null there, an empty cell, instead of a mistake. A name that no row has stays unknown.
 */
export function fillGaps(rows: readonly Value[]): readonly Value[] {
  const entries = rows.flatMap((row) => publishedOf(row) ?? []);
  const [first, ...others] = entries.filter((entry) => entry.type === 'record');
  if (!first) return rows;
  const all = others.reduce<Value>(eitherOf, first);
  if (all.type !== 'record') return rows;
  return rows.map((row) => (isCase(row) ? withPublished(row, all) : row));
}

/** Only a case has `published`; a table result may have a column of that name. */
function isCase(row: Value): row is RecordValue {
  return row.type === 'record' && row.runs !== null;
}

function publishedOf(row: Value): Value | undefined {
  return isCase(row) ? row.get('published') : undefined;
}

function withPublished(row: RecordValue, all: RecordValue): RecordValue {
  const published = padded(row.get('published'), all);
  const changed = (one: RecordValue): RecordValue => ({
    ...one,
    get: (name) => (name === 'published' ? published : one.get(name)),
  });
  return { ...changed(row), runs: row.runs?.map(changed) ?? null };
}

/** What stands there, and below it whatever stands in other rows as null. */
function padded(own: Value | undefined, all: Value): Value {
  if (all.type !== 'record') return own ?? scalar(null);
  if (own?.type !== 'record') return { ...scalar(null), absent: absentBelow(all) };
  const names = [...new Set([...own.names(), ...all.names()])];
  return {
    ...own,
    names: () => names,
    get: (name) => {
      const [found, other] = [own.get(name), all.get(name)];
      return other ? padded(found, other) : found;
    },
  };
}

function absentBelow(all: RecordValue): RecordValue {
  const members = all.names().flatMap((name) => {
    const other = all.get(name);
    return other ? [[name, padded(undefined, other)] as const] : [];
  });
  return record(new Map(members), all.path);
}
