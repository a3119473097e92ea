import * as say from '../base/messages/parse.ts';
import { formatPlace } from '../base/place.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { KEYWORDS } from './keywords.ts';
import type { NamedPlace, Reading } from './reading.ts';
import type { Attribute } from './attributes.ts';

const NAME = /^[a-z][a-z0-9_]*$/;
const ID = /^[A-Za-z][\w-]*$/;

/** Words that mean something in every expression or row, so that nothing may be named like them. */
const RESERVED = new Set([
  ...['given', 'published', 'label', 'note', 'case', 'cases', 'row', 'run', 'index', 'show', 'tolerance'],
  ...['seed', 'seeds', 'inputs', 'data', 'null', 'true', 'false', 'if'],
  ...KEYWORDS,
]);

/** Checks the name of an experiment, a case, a parameter or a published figure: `what` says which. */
export function checkName(what: string, { name, place }: NamedPlace, diagnostics: Diagnostic[]): void {
  if (!NAME.test(name))
    diagnostics.push({ rule: 'name-is-valid', message: say.nameIsWrong(what, name), place });
  else if (RESERVED.has(name)) {
    diagnostics.push({ rule: 'name-is-valid', message: say.nameIsReserved(what, name), place });
  }
}

/** The id of a table, figure, equation or section, with its prefix checked; null where there is none. */
export function readId(
  attribute: Attribute | undefined,
  expected: { prefix: string; what: string },
  reading: Reading,
): string | null {
  if (attribute === undefined) return null;
  const { place } = attribute;
  const id = attribute.value.text;
  if (!ID.test(id)) reading.diagnostics.push({ rule: 'name-is-valid', message: say.idIsWrong(id), place });
  else if (!id.startsWith(expected.prefix) || id === expected.prefix) {
    const message = say.idHasWrongPrefix(id, expected.prefix, expected.what);
    reading.diagnostics.push({ rule: 'name-is-valid', message, place });
  }
  reading.ids.push({ name: id, place });
  return id;
}

/** Tells of every name that stands a second time; `what` it names, e.g. "an id". */
export function findDoubles(what: string, names: readonly NamedPlace[]): Diagnostic[] {
  const first = new Map<string, NamedPlace>();
  return names.flatMap((named) => {
    const before = first.get(named.name);
    if (before === undefined) {
      first.set(named.name, named);
      return [];
    }
    const message = say.nameIsTaken(what, named.name, formatPlace(before.place));
    return [{ rule: 'id-is-unique', message, place: named.place }];
  });
}
