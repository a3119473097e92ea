import type { JsonLeaf } from './json-leaves.ts';

/** How a leaf of a spec is read: as words that are shown, as a value that is drawn, as an expression that gives either. */
export type SpecRole = 'words' | 'value' | 'expression';

/**
 * Members that say how a figure looks or what of its data it takes, and so draw no number of their own: scales with
 * their domains, where ticks stand, what is left out, sizes and colours. Whatever is not read by a rule below is such, too.
 */
const LAYOUT: ReadonlySet<string> = new Set([
  'config',
  'usermeta',
  'scale',
  'projection',
  'filter',
  'bin',
  'sort',
]);

/** Channels and members whose `value` is text. */
const TEXT = String.raw`(?:text|tooltip|description)`;

/** Where a number or a text of a spec is shown or drawn, by its path. */
const ROLES: readonly { role: SpecRole; path: RegExp }[] = [
  // Titles of figures, axes, legends and headers, what a mark of text says, what assistive technology reads.
  { role: 'words', path: /\/(?:title|subtitle|description)(?:\/(?:text|subtitle))?(?:\/\d+)?$/ },
  { role: 'words', path: /\/mark\/(?:text|tooltip|description)(?:\/\d+)?$/ },
  {
    role: 'words',
    path: new RegExp(String.raw`\/encoding\/${TEXT}(?:\/\d+)?(?:\/condition(?:\/\d+)?)?\/value$`),
  },
  // Data written into the spec, a constant in a channel that has a scale, what stands in for data that is missing.
  { role: 'value', path: /\/data\/values(?:\/|$)/ },
  { role: 'value', path: /^\/datasets\// },
  { role: 'value', path: /\/datum$/ },
  { role: 'value', path: /^\/params\/\d+\/value$/ },
  { role: 'value', path: /\/impute\/value$|\/transform\/\d+\/(?:value|default)$/ },
  // Expressions that make data, constants or labels.
  { role: 'expression', path: /\/transform\/\d+\/calculate$/ },
  { role: 'expression', path: /\/labelExpr$/ },
  { role: 'expression', path: /\/datum\/(?:expr|signal)$|^\/params\/\d+\/expr$/ },
  { role: 'expression', path: new RegExp(String.raw`\/(?:${TEXT}|title|subtitle|value)\/(?:expr|signal)$`) },
];

/** How a leaf is read; null for what is layout. */
export function roleOf({ path }: JsonLeaf): SpecRole | null {
  const data = path.indexOf('values');
  // Below `values` stand names of the author's own.
  if (path.slice(0, data < 0 ? path.length : data).some((name) => LAYOUT.has(name))) return null;
  const joined = `/${path.join('/')}`;
  return ROLES.find(({ path: pattern }) => pattern.test(joined))?.role ?? null;
}

const STRING = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;
const NUMBER = /(?<![\w.$])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/g;

/** A stretch of an expression that gives words or a number. */
export interface Constant {
  text: string;
  at: number;
}

/**
 * The texts that an expression may show, and the numbers that it gives as they stand: what a condition chooses, and
 * all where nothing of the data is asked for. Texts that data are compared with are names; numbers that data are
 * reckoned with are part of the formula.
 */
export function listConstants(expression: string): Constant[] {
  const texts = Array.from(expression.matchAll(STRING), ({ index, 0: whole }) => ({
    text: whole.slice(1, -1),
    at: index + 1,
  })).filter(({ text, at }) => !isName(expression.slice(0, at - 1), expression.slice(at + text.length + 1)));
  const rest = expression.replace(STRING, (whole) => ' '.repeat(whole.length));
  const isConstant = !/(?<![\w.$])(?!(?:PI|E|true|false|null)\b)[A-Za-z_$][\w$]*(?!\s*\(|[\w$])/.test(rest);
  const numbers = Array.from(rest.matchAll(NUMBER), ({ index, 0: text }) => ({ text, at: index })).filter(
    ({ text, at }) => isConstant || isBranch(rest.slice(0, at), rest.slice(at + text.length)),
  );
  return [...texts, ...numbers];
}

/** Compared, looked for, the name of a member or of a format. */
function isName(before: string, after: string): boolean {
  if (/\b\w*(?:[fF]ormat|[pP]arse)\s*\(.*,\s*$/s.test(before)) return true;
  if (/[=!]==?\s*$|[\w\])]\s*\[\s*$|\b(?:indexof|test)\s*\(\s*(?:\[[^\]]*)?$/.test(before)) return true;
  return /^\s*[=!]==?/.test(after);
}

function isBranch(before: string, after: string): boolean {
  return /[?:]\s*[-+]?$/.test(before) && /^\s*(?:[:)]|$)/.test(after);
}
