import { formatNumber } from './format.ts';
import { ofScalars, type FunctionTable, type LanguageFunction } from './signature.ts';
import type { Scalar } from './value.ts';

const one = (apply: (text: string) => string): LanguageFunction => ofScalars([1, 1], ['text'], 'text', apply);
const asks = (type: string): LanguageFunction =>
  ofScalars([1, 1], ['scalar'], 'truth', (x: Scalar) => typeof x === type);

/** Functions of texts, and those that ask what a value is. */
export const textFunctions: FunctionTable = {
  lower: one((text) => text.toLowerCase()),
  upper: one((text) => text.toUpperCase()),
  trim: one((text) => text.trim()),
  replace: ofScalars([3, 3], ['text'], 'text', (text = '', what = '', by = '') =>
    text.replaceAll(what, () => by),
  ),
  format: {
    ...ofScalars([2, 2], ['number', 'text'], 'text', (x: number | string, format: number | string) =>
      formatNumber(Number(x), String(format)),
    ),
  },
  toNumber: ofScalars([1, 1], ['text'], 'number', Number),
  isNumber: asks('number'),
  isString: asks('string'),
  isBoolean: asks('boolean'),
  isFinite: asks('number'),
};
