import * as say from '../messages/language.ts';
import { describe } from './describe.ts';
import { LanguageFault } from './fault.ts';
import { checkFormat } from './format.ts';
import { printValue } from './print.ts';
import { isAnything, isUnknown, itemsOf, typeOfScalar, type ListValue, type Value } from './value.ts';

/** A value as it stands in mathematics: a number, a text, a matrix (a series is a row). Null before the run. */
export function printTex(value: Value, format: string | null): string | null {
  if (format !== null) checkFormat(format);
  if (value.type === 'list') return printMatrix(value, format);
  if (value.type !== 'scalar')
    throw new LanguageFault('value-is-printable', say.notInEquation(describe(value)));
  const printed = printValue(value, format);
  return printed === null ? null : texOf(printed, isText(value) || format === 'duration');
}

function printMatrix(values: ListValue, format: string | null): string | null {
  if (values.spec?.kind === 'table')
    throw new LanguageFault('value-is-printable', say.notInEquation(describe(values)));
  const items = itemsOf(values);
  const isNested = items.some((item) => item.type === 'list');
  const rows = isNested ? items.map((item) => printRow(item, format)) : [printRow(values, format)];
  if (rows.includes(null) || values.length === null) return null;
  return `\\begin{bmatrix} ${rows.join(' \\\\ ')} \\end{bmatrix}`;
}

function printRow(row: Value, format: string | null): string | null {
  if (isAnything(row)) return null;
  if (row.type !== 'list') throw new LanguageFault('value-is-printable', say.unevenMatrix());
  const cells = itemsOf(row).map((cell) => {
    if (cell.type === 'list') throw new LanguageFault('value-is-printable', say.unevenMatrix());
    return printTex(cell, format);
  });
  return cells.includes(null) ? null : cells.join(' & ');
}

function isText(value: Value): boolean {
  if (value.type !== 'scalar') return false;
  const isDuration = value.spec?.kind === 'duration' && value.spec.format === undefined;
  return isDuration || (!isUnknown(value.value) && typeOfScalar(value.value) === 'text');
}

/** A printed number as TeX: `−50,992` is `-50{,}992`, `1.5e+3` a power of ten, words are text. */
function texOf(printed: string, isWords: boolean): string {
  if (isWords) return `\\text{${escapeText(printed)}}`;
  const power = /^(.*\d)e([+−-]?)(\d+)$/u.exec(printed);
  if (power)
    return `${texOf(power[1] ?? '', false)} \\times 10^{${power[2] === '+' ? '' : minus(power[2] ?? '')}${power[3] ?? ''}}`;
  return minus(printed)
    .replaceAll(',', '{,}')
    .replace(/[%$#]/g, '\\$&')
    .replace(/[a-zA-Zµ]+/g, (letters) => `\\mathrm{${letters === 'µ' ? '\\mu' : letters}}`);
}

function minus(text: string): string {
  return text.replaceAll('−', '-');
}

const escapes: { readonly [character: string]: string } = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escapeText(text: string): string {
  return text.replace(/[\\~^]|[{}$%&#_]/g, (character) => escapes[character] ?? `\\${character}`);
}
