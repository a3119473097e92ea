import { scalar, type Value } from './value.ts';

/** Constants of the language, as Vega names them. */
export const constants: ReadonlyMap<string, Value> = new Map(
  (['PI', 'E', 'LN2', 'LN10', 'SQRT2', 'SQRT1_2', 'LOG2E', 'LOG10E'] as const).map((name) => [
    name,
    scalar(Math[name]),
  ]),
);
