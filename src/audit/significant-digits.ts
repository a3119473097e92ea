import { canonicalNumber } from './read-number.ts';

/**
 * How many digits tell a written number apart from others: zeros in front do not, nor those at the end of a whole number.
 * `0.90` has two, `400` one, `50,992` five.
 */
export function significantDigits(text: string): number {
  const [mantissa = ''] = canonicalNumber(text).split('e');
  const digits = mantissa.replace(/[^\d.]/g, '');
  const counted = digits.includes('.') ? digits.replace('.', '') : digits.replace(/0+$/, '');
  return counted.replace(/^0+/, '').length;
}
