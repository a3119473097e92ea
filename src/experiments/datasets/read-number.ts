/** What `readNumber` gives for bytes that are no number; no number of a data file is infinite. */
export const noNumber = Number.POSITIVE_INFINITY;

/** Powers of ten that a double holds exactly, as far as they are needed. */
const powersOfTen = Float64Array.from({ length: 16 }, (_, exponent) => Number(`1e${exponent}`));

/** As many digits fit a double without rounding, whatever they are. */
const exactDigits = 15;

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The number that the ASCII text `bytes[start … end)` spells, the very double that `Number` gives; NaN for `NaN`,
 * `noNumber` for anything else, also for a number beyond the doubles. Up to 15 digits and a point need one division of
 * two exact doubles, which IEEE 754 rounds once (Clinger 1990, "How to read floating point numbers accurately").
 */
export function readNumber(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === minus;
  const first = isNegative ? start + 1 : start;
  let [mantissa, point] = [0, -1];
  for (let at = first; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (digit === pointDigit && point < 0) point = at;
    else return readSlowly(bytes, start, end);
  }
  const digits = end - first - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > exactDigits) return readSlowly(bytes, start, end);
  const value = point < 0 ? mantissa : mantissa / (powersOfTen[end - point - 1] ?? 1);
  return isNegative ? -value : value;
}

const zero = 0x30;
const minus = 0x2d;
/** The decimal point, counted from the digit 0. */
const pointDigit = -2;

function readSlowly(bytes: Uint8Array, start: number, end: number): number {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + longestNumber)));
  if (text === 'NaN') return Number.NaN;
  return text.length === end - start && decimal.test(text) ? Number(text) : noNumber;
}

/** Characters beyond which nothing is taken for a number. */
const longestNumber = 1000;
