// The words of a text that a reader reads, with line and column: what is code, mathematics, a name or a binding is blanked
// out first, at the same length, so that places stay.

/** `[{ word, line, column }]` of Markdown in the report's language. */
export function wordsOfMarkdown(text) {
  return wordsOf(withoutDirectives(blank(text, MARKDOWN)), text);
}

/** The same of the title, subtitle and abstract of a report.yaml. */
export function wordsOfReportFile(text) {
  const prose = text.replace(/^(?!(?:title|subtitle|abstract):)[a-z]+:.*\n(?:[ ].*\n|\n)*/gm, spaces);
  return wordsOf(
    withoutDirectives(blank(prose.replace(/^(?:title|subtitle|abstract):/gm, spaces), MARKDOWN)),
    text,
  );
}

/** The same of the strings of a TypeScript file. */
export function wordsOfStrings(text) {
  let strings = '';
  for (const { 0: found, index } of text.matchAll(STRINGS)) {
    const isString = /^['"`]/.test(found) && /\s/.test(found);
    strings +=
      spaces(text.slice(strings.length, index)) +
      (isString ? blank(` ${found.slice(1, -1)} `.replaceAll('\\`', ' `'), IN_STRINGS) : spaces(found));
  }
  return wordsOf(withoutDirectives(blank(strings, MARKDOWN_IN_LINE)), text);
}

const spaces = (found) => found.replace(/[^\n]/g, ' ');

const blank = (text, patterns) => patterns.reduce((left, pattern) => left.replace(pattern, spaces), text);

/** Names: of files, addresses, options, identifiers, what holds digits or underscores, abbreviations in capitals. */
const NAMES = [
  /https?:\/\/[^\s)>\]]+/g,
  /[\w@~.-]*\/[\w@~./#-]+/g,
  /(?<![\w])-{1,2}[a-z][\w-]*/g,
  /[\w-]+\.(?:[a-z]\w*|…)(?:\.\w+)*/gi,
  /[#@][\w:-]+/g,
  /[\p{L}\p{N}_]*[\p{N}_][\p{L}\p{N}_-]*/gu,
  /(?<![\p{L}])\p{Lu}{2,}s?(?![\p{L}])/gu,
  /\p{Ll}+\p{Lu}[\p{L}]*|\p{Lu}\p{L}*\p{Ll}\p{Lu}[\p{L}]*/gu,
];

const MARKDOWN_IN_LINE = [
  /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g,
  /(?<![\\$])\$(?=\S)(?:\\[^]|[^\\$])*?(?<=\S)\$(?!\d)/g,
  /\]\([^()\s]*\)/g,
  /\[\^[\w-]+\]:?/g,
  /\[[^[\]]*@[^[\]]*\]/g,
  /@\{?[\w:-]+\}?/g,
];

const MARKDOWN = [
  /<!--[^]*?-->/g,
  /^([ >]*)(`{3,}|~{3,})[^]*?^\1\2[ ]*$/gm,
  /\$\$[^]*?\$\$/g,
  /^[ >]*:{2,}.*$/gm,
  /^> \[!\w+\]$/gm,
  ...MARKDOWN_IN_LINE,
];

const STRINGS =
  /\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[^]|\$\{(?:[^{}]|\{[^{}]*\})*\}|[^`\\])*`/g;

const IN_STRINGS = [
  /\$\{(?:[^{}]|\{[^{}]*\})*\}/g,
  /\\+[a-zA-Z]+/g,
  /:{1,3}[a-z]+(?:\[[^\]]*\])?(?:\{[^}]*\})?/g,
];

/** Of `:claim[words]{if="…"}` the words stay; of `:value[expression]{…}`, which may stand within, nothing does. */
function withoutDirectives(text) {
  const plain = withoutThose(text, /(?<![\w:\\]):value\[/g, false);
  return withoutThose(plain, /(?<![\w:\\]):(?:claim|literal|remark)\[/g, true).replace(
    /\{[#.][^{}\n]*\}/g,
    spaces,
  );
}

function withoutThose(text, openings, keepsLabel) {
  let left = text;
  for (const { 0: found, index } of text.matchAll(openings)) {
    const label = index + found.length;
    const end = closing(text, label, '[]', !keepsLabel);
    const behind = text[end + 1] === '{' ? closing(text, end + 2, '{}', true) + 1 : end + 1;
    const blanks = keepsLabel
      ? [
          [index, label],
          [end, behind],
        ]
      : [[index, behind]];
    for (const [from, to] of blanks)
      left = left.slice(0, from) + spaces(left.slice(from, to)) + left.slice(to);
  }
  return left;
}

/** Offset of the bracket that closes the one before `from`. */
function closing(text, from, [open, close], quotes) {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (quotes && /["']/.test(character)) quote = character;
    else if (character === open) depth += 1;
    else if (character === close && depth-- === 0) return at;
  }
  return text.length;
}

function wordsOf(masked, text) {
  const words = [];
  const prose = blank(masked, NAMES);
  for (const { 0: word, index } of prose.matchAll(/\p{L}+(?:[’']\p{L}+)*/gu)) {
    const before = text.slice(0, index);
    const line = before.split('\n').length;
    words.push({ word: word.replaceAll('’', "'"), line, column: index - before.lastIndexOf('\n') });
  }
  return words;
}
