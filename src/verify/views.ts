import { rememberFormats } from '../base/language/format.ts';

/** A way in which a document prints a number: itself, or scaled as `100 * x`, by a format. */
export interface View {
  scale: string;
  format: string;
  print: (value: number) => string;
}

/** What an author may have made of a number before it is printed; told by the value, as it came out. */
const scales: readonly (readonly [string, (value: number) => number])[] = [
  ['x', (value) => value],
  ['-x', (value) => -value],
  ['100 * x', (value) => 100 * value],
  ['1 - x', (value) => 1 - value],
  ['100 * (1 - x)', (value) => 100 * (1 - value)],
  ['100 - 100 * x', (value) => 100 - 100 * value],
  ['1000 * x', (value) => 1000 * value],
];

/** Makes views, each format read once. */
export interface ViewFinder {
  /** The first way in which one of `values` comes out as `shown`; null where none does. */
  find(values: Iterable<number>, shown: number, format: (scale: string) => string): View | null;
  /** The number itself by a format. */
  plain(format: string): View;
}

/** Finds how numbers are shown from what was shown of them. */
export function createViewFinder(): ViewFinder {
  const print = rememberFormats();
  const make = (scale: string, apply: (value: number) => number, format: string): View => ({
    scale,
    format,
    print: (value) => print(apply(value), format),
  });
  return {
    find: (values, shown, format) => {
      const list = [...values];
      const found = scales.find(([, apply]) => list.some((value) => Object.is(apply(value), shown)));
      return found ? make(found[0], found[1], format(found[0])) : null;
    },
    plain: (format) => make('x', (value) => value, format),
  };
}
