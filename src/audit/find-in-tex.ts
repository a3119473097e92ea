import { findNumbers, type WrittenNumber } from './find-numbers.ts';

/** Commands and what of their arguments is no mathematics: lengths, colours, labels, names. */
const ARGUMENTS = [
  String.raw`\\(?:label|ref|eqref|cite|tag\*?|color|textcolor|colorbox|hspace\*?|vspace\*?|raisebox|href|url|htmlId|htmlClass|htmlStyle|htmlData|includegraphics|[hv]?phantom)(?![A-Za-z])\s*(?:\[[^\]]{0,200}\]\s*)?(?:\{[^{}]{0,500}\})?`,
  String.raw`\\(?:rule|fcolorbox)(?![A-Za-z])\s*(?:\[[^\]]{0,200}\]\s*)?(?:\{[^{}]{0,200}\}\s*){0,2}`,
  String.raw`\\genfrac\s*(?:\{[^{}]{0,200}\}\s*){0,4}`,
  String.raw`\\(?:m?kern|m?skip|hskip|mspace|above|abovewithdelims)(?![A-Za-z])\s*\{?\s*-?[\d.]{1,20}\s*[a-z]{2}\}?`,
  String.raw`\\begin\s*\{[^{}]{0,200}\}(?:\s*\{(?:[^{}]|\{[^{}]{0,200}\}){0,200}\})?`,
  String.raw`\\end\s*\{[^{}]{0,200}\}`,
  String.raw`\\\\\s*\*?\s*\[[^\]]{0,200}\]`,
];
const NO_MATHEMATICS = new RegExp([...ARGUMENTS, String.raw`\\.`, '%.*'].join('|'), 'g');
/** Words within a formula. */
const WORDS = /\\(?:text(?:rm|bf|it|sf|tt|normal|up)?|mbox|hbox|operatorname\*?)\s*\{([^{}]*)\}/g;
/** `50{,}992`, `1\,000`, `0{.}5`; a comma alone groups three digits. */
const NUMBER =
  /(?:\p{Nd}+(?:(?:\{,\}|\\[,;: ]|~)\p{Nd}{3}(?!\p{Nd})|,\p{Nd}{3}(?!\p{Nd}))*(?:(?:\.|\{[.,]\})\p{Nd}+)?|\.\p{Nd}+)/gu;
/** The exponent of a power of ten tells a magnitude, which the number before it is found by. */
const POWER_OF_TEN = /(?:^|[^\d.])10\s*\^\s*\{?\s*[-+]?\s*$/;

/** The decimals, and the integers from 100 up, of a formula; smaller ones are part of what formulas are made of. */
export function findInTex(tex: string): WrittenNumber[] {
  const numbers: WrittenNumber[] = [];
  const rest = tex.replace(WORDS, (words, content: string, at: number) => {
    const from = at + words.length - 1 - content.length;
    for (const number of findNumbers(content)) numbers.push({ ...number, at: from + number.at });
    return blank(words);
  });
  const mathematics = rest.replace(NO_MATHEMATICS, (found) =>
    /^\\[,;: ]$/.test(found) ? found : blank(found),
  );
  for (const { index, 0: text } of mathematics.matchAll(NUMBER)) {
    if (POWER_OF_TEN.test(mathematics.slice(Math.max(0, index - 20), index))) continue;
    numbers.push({ at: index, text, percent: false });
  }
  return numbers.filter(({ text }) => isLarge(text)).sort((a, b) => a.at - b.at);
}

function isLarge(text: string): boolean {
  const plain = plainNumber(text);
  return /\.|[^\d.+\-−]/u.test(plain) || Math.abs(Number(plain)) >= 100;
}

/** A number of TeX as it would stand in prose: `50{,}992` is `50,992` without its comma. */
export function plainNumber(text: string): string {
  return text
    .replace(/\{\.\}/g, '.')
    .replace(/(?:\{,\}|\\[,;: ]|~|,)(?=\p{Nd}{3}(?!\p{Nd}))/gu, '')
    .replace('{,}', '.');
}

/** Of the same length, so that offsets stay. */
function blank(text: string): string {
  return ' '.repeat(text.length);
}
