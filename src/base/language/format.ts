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
export function formatNumber(value: number, format: string): string {
  checkFormat(format);
  return format === 'duration' ? formatDuration(value) : d3Format(format)(value);
}
