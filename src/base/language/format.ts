import { format as d3Format } from 'd3-format';

import * as say from '../messages/language.ts';
import { nearestName } from '../nearest.ts';
import { formatDuration } from './duration.ts';
import { LanguageFault } from './fault.ts';

/** What d3-format understands: [[fill]align][sign][symbol][0][width][,][.precision][~][type]. */
const specifier = /^(?:.?[<>=^])?[+\-( ]?[$#]?0?\d{0,3},?(?:\.\d{1,2})?~?[bcdefgnoprsXx%]?$/;

const usual = [
  'duration',
  ',',
  '.1f',
  '.2f',
  '.3f',
  '.4f',
  '.1%',
  '.2%',
  'd',
  '.3s',
  '.2e',
  ',.2f',
  '+.2f',
  '.3~g',
];

/** Refuses a format that is neither d3-format's nor `duration`. */
export function checkFormat(format: string): void {
  if (format === 'duration' || (format !== '' && specifier.test(format))) return;
  throw new LanguageFault('format-is-known', say.unknownFormat(format, nearestName(format, usual)));
}

/** A number as a format prints it; the minus is U+2212. */
export type FormatNumber = (value: number, format: string) => string;

export const formatNumber: FormatNumber = (value, format) => formatterOf(format)(value);

/** The same for many numbers: reading a format takes longer than printing by it, so each is read once. */
export function rememberFormats(): FormatNumber {
  const formatters = new Map<string, (value: number) => string>();
  return (value, format) => {
    const formatter = formatters.get(format) ?? formatterOf(format);
    formatters.set(format, formatter);
    return formatter(value);
  };
}

function formatterOf(format: string): (value: number) => string {
  checkFormat(format);
  return format === 'duration' ? formatDuration : d3Format(format);
}
