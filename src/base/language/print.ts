import type { ScalarSpec } from '../kinds.ts';
import * as say from '../messages/language.ts';
import { printable } from '../printable.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import { checkFormat, formatNumber, type FormatNumber } from './format.ts';
import { isUnknown, typeOfScalar, type ScalarValue, type Value } from './value.ts';

/**
 * A value as it stands in a sentence or a cell: by the format asked for, else as it was written (published figures,
 * parameters), else by the declared format of the result, else by the rule of its kind. Null before the run.
 */
export function printValue(
  value: Value,
  format: string | null,
  printNumberAs: FormatNumber = formatNumber,
): string | null {
  if (format !== null) checkFormat(format);
  if (value.type !== 'scalar')
    throw new LanguageFault('value-is-printable', say.notPrintable(describe(value), wayOut(value)));
  const type = typeOfScalar(value.value);
  if (type === 'number') return printNumber(value, format, printNumberAs);
  if (type === 'any') return null;
  if (type === 'null') throw new LanguageFault('value-is-printable', say.nothingToPrint());
  if (type === 'truth')
    throw new LanguageFault('value-is-printable', say.notPrintable('true or false', say.printTruth()));
  if (format !== null)
    throw new LanguageFault('format-is-known', say.formatNeedsNumber(format, describe(value)));
  // A task's text may hold what no page and no picture may.
  return isUnknown(value.value) ? null : printable(value.written ?? String(value.value));
}

/** The same where a format is only tried: null also where the value cannot be printed so. */
export function tryPrintValue(value: Value, format: string | null): string | null {
  try {
    return printValue(value, format);
  } catch (error) {
    if (error instanceof LanguageFault) return null;
    throw error;
  }
}

function printNumber(value: ScalarValue, format: string | null, printNumberAs: FormatNumber): string | null {
  if (format === null && value.written !== null) return value.written;
  const chosen = format ?? formatOf(value);
  if (chosen === null || typeof value.value !== 'number') return null;
  return printNumberAs(value.value, chosen);
}

/** The format of a number printed without one; null where a run must tell whether it is whole. */
function formatOf({ spec, value }: ScalarValue): string | null {
  if (spec !== null && spec.kind !== 'text') return declaredFormat(spec);
  if (isUnknown(value)) return null;
  if (Number.isInteger(value)) return ',';
  throw new LanguageFault('format-is-given', say.formatIsMissing('.2f'));
}

function declaredFormat(spec: Exclude<ScalarSpec, { kind: 'text' }>): string {
  if (spec.format !== undefined) return spec.format;
  if (spec.kind === 'count') return ',';
  if (spec.kind === 'duration') return 'duration';
  throw new LanguageFault('format-is-given', say.formatIsMissing('.3f'));
}

function wayOut(value: Value): string {
  if (value.type === 'record') return say.nameMember(value.names());
  if (value.type === 'file') return say.showImage(value.spec.kind === 'image');
  return say.showList(value.spec?.kind ?? null);
}
