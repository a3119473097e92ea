import { plainShape } from './plain-shape.ts';

/** A written number as a value, and the ways in which a binding could print it. */
export interface ReadNumber {
  value: number;
  /** Half a unit of its last digit: a result that far off is printed alike. */
  tolerance: number;
  /** The same characters whatever dress it came in: what a print must equal. */
  canonical: string;
  /** Formats that print such a number, the plainest first. */
  formats: readonly string[];
}

const PLAIN = /^([+−]?)(\d+(?:,\d{3})*)(?:\.(\d+))?(?:e([+-]?\d+))?(%?)$/;

/** Reads a number as prose has it; null for what no format prints alike: `10^{-3}`, `1/2`, `0,5`. */
export function readNumber(text: string): ReadNumber | null {
  const canonical = canonicalNumber(text);
  const [, sign = '', whole = '', decimals = '', exponent, percent] = PLAIN.exec(canonical) ?? [];
  if (whole === '') return null;
  const scale = 10 ** Number(exponent ?? 0) / (percent === '%' ? 100 : 1);
  const value = Number(`${sign === '−' ? '-' : ''}${whole.replaceAll(',', '')}.${decimals}`) * scale;
  const tolerance = 0.5 * 10 ** -decimals.length * scale;
  return { value, tolerance, canonical, formats: formatsFor({ sign, whole, decimals, exponent, percent }) };
}

interface Parts {
  sign: string;
  whole: string;
  decimals: string;
  exponent: string | undefined;
  percent: string | undefined;
}

function formatsFor({ sign, whole, decimals, exponent, percent }: Parts): string[] {
  const head = `${sign === '+' ? '+' : ''}${whole.includes(',') ? ',' : ''}`;
  const places = String(decimals.length);
  if (exponent !== undefined) return [`${head}.${places}e`];
  if (percent === '%') return [`${head}.${places}%`];
  if (decimals !== '') return [`${head}.${places}f`];
  return [head === ',' ? ',' : `${head}d`, `${head}.0f`];
}

/** `10 000` and `10’000` as `10,000`, `-3` as `−3`, `.5` as `0.5`: as d3-format prints. */
export function canonicalNumber(text: string): string {
  return plainShape(text)
    .replace(/(?<=\d)(?:[ '’_\u00a0\u2009\u202f]|\{,\}|\\[,;: ]|~)(?=\d{3}(?!\d))/g, ',')
    .replace('{.}', '.')
    .replace(/(?<=\d)E/, 'e')
    .replace(/^-/, '−')
    .replace(/^([+−]?)\./, '$10.');
}
