/** Every sentence of the parse room. Each ends in what to do next. */

import { linesOf } from '../lines.ts';
import { notKnown } from './nearest.ts';

// ---- files ----------------------------------------------------------------------------------------------------

export const configIsMissing = (folder: string): string =>
  `There is no report.yaml in ${folder}. Name the folder of a report, or write one there with at least "title: …".`;
export const fileIsMissing = (path: string): string =>
  `There is no file "${path}". Correct the path or add the file.`;
export const fileIsUnreadable = (path: string, reason: string): string =>
  `"${path}" cannot be read (${reason}). Make it readable, and build again.`;
export const fileIsNone = (path: string, isFolder: boolean): string =>
  `"${path}" is ${isFolder ? 'a folder' : 'a pipe or a device'}, not a file. Name a file.`;
export const fileIsNotText = (path: string, byte: number): string =>
  `"${path}" is not UTF-8 text: the byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} stands here. Save it in UTF-8.`;
export const fileHoldsNul = (path: string): string =>
  `"${path}" holds a NUL character here, as no text does. Remove it, or save the file in UTF-8.`;
export const fileIsTooLarge = (path: string, megabytes: number): string =>
  `"${path}" is larger than ${megabytes} MB, the limit for such a file. Split it, or make it smaller.`;
export const sourceStandsTwice = (path: string): string =>
  `"${path}" is among the sources already. Remove one of the two.`;
export const pathLeadsOutside = (path: string): string =>
  `"${path}" leads out of the report's root. Keep the file inside it, or widen "root" in report.yaml.`;
export const thereAreNoSources = (): string =>
  'The report has no sources. Put a Markdown file beside report.yaml or list files under "sources".';

// ---- YAML and JSON --------------------------------------------------------------------------------------------

export const yamlIsWrong = (reason: string): string => `This is not valid YAML: ${reason}. Correct it here.`;
export const yamlHasNoJson = (value: string): string =>
  `${value} cannot be a value here. Write a number, a text, true, false, null, a list or a mapping.`;
export const jsonIsWrong = (file: string, wanted: string, found: string): string =>
  `"${file}" is not valid JSON: expected ${wanted}, found ${found === '' ? 'its end' : `«${shorten(found)}»`}. Correct it here.`;
export const fieldIsUnknown = (field: string, nearest: string | null, known: readonly string[]): string =>
  notKnown(`no field "${field}" is known here`, { nearest, known });
export const fieldIsMissing = (field: string): string => `The field "${field}" is missing. Add it.`;
export const fieldIsWrong = (field: string, reason: string): string =>
  `"${field}" ${reason}. Correct it here.`;
export const toleranceHasReason = (given: unknown): string =>
  `a tolerance has a reason: {within: ${typeof given === 'number' ? given : 0.005}, reason: "…"}`;
export const expected = (what: string): string => `should be ${what}`;
export const unusable = (reason: string): string => `cannot be used: ${reason}`;

// ---- names and ids --------------------------------------------------------------------------------------------

export const nameIsWrong = (what: string, name: string): string =>
  `"${name}" cannot be the name of ${what}. Use lower-case letters, digits and _, a letter first (a hyphen would be a minus).`;
export const nameIsReserved = (what: string, name: string): string =>
  `"${name}" has a meaning of its own in expressions and cannot be the name of ${what}. Choose another.`;
export const nameIsOfTraining = (name: string): string =>
  `"${name}" stands in the names of the jobs that train the weights of a report, "${name}.NAME", and cannot be the name of an experiment. Choose another.`;
export const nameIsTaken = (what: string, name: string, where: string): string =>
  `There is already ${what} "${name}", at ${where}. Rename one of them.`;
export const idHasWrongPrefix = (id: string, prefix: string, what: string): string =>
  `The id of ${what} begins with "${prefix}", "${id}" does not. Write "#${prefix}${id.replace(/^[a-z]+-/, '')}".`;
export const idIsWrong = (id: string): string =>
  `"${id}" cannot be an id. Use letters, digits, "-" and "_" after the prefix, e.g. "tbl-results".`;

// ---- expressions ----------------------------------------------------------------------------------------------

export const expressionIsEmpty = (): string => 'The expression is empty. Write one, e.g. "mlp.baseline.f1".';
export const expressionGoesOn = (rest: string): string =>
  `The expression has ended before "${shorten(rest)}". Remove that, or join it by an operator.`;
export const expressionIsWrong = (text: string, offset: number, reason: string): string =>
  offset >= text.trimEnd().length
    ? 'The expression ends too early. Complete it.'
    : `The expression cannot be read from "${shorten(text.slice(offset).trimEnd())}" on (${reason}). Correct it here.`;
export const nameIsKeyword = (word: string): string =>
  `"${word}" is a reserved word of the syntax and cannot stand for a value. Write the path of one, which may end in it ("row.${word}").`;
export const expressionHasNo = (what: string): string =>
  `Expressions have no ${what}. Use paths, numbers, texts, arithmetic, comparisons, conditions and function calls.`;
export const onlyFunctionsAreCalled = (): string =>
  'Only a function can be called, by its plain name, as in "mean(x)". Write it so.';
export const expressionIsTooDeep = (most: number): string =>
  `The expression nests brackets deeper than ${most}. Split it up.`;
export const expressionIsTooLong = (most: number): string =>
  `The expression is longer than ${most} characters. Let a task compute this.`;

// ---- directives -----------------------------------------------------------------------------------------------

export const directiveIsUnknown = (
  marker: string,
  name: string,
  nearest: string | null,
  known: readonly string[],
): string =>
  notKnown(`no directive "${marker}${name}"`, {
    nearest: nearest === null ? null : `${marker}${nearest}`,
    known: known.map((one) => `${marker}${one}`),
    orElse: 'put a backslash before it for plain text',
  });
export const directiveHasOtherForm = (name: string, form: string): string =>
  `The directive "${name}" is written ${form}. Write it so.`;
export const directiveIsInline = (written: string, name: string): string =>
  `"${written}" has too many colons: inside a line it is ":${name}[…]". Write it so, or put a backslash before it for plain text.`;
export const containerIsOpen = (name: string): string =>
  `":::${name}" is not closed. Add a line ":::" after its last line (more colons outside where directives nest).`;
export const containerHoldsItsLike = (outer: string, inner: string, line: number): string =>
  `":::${outer}" is still open where ":::${inner}" begins on line ${line}. Close it with ":::" before that; or, where one is to stand in the other, open and close the outer one with more colons: "::::${outer}" … "::::".`;
export const containerHasSpace = (name: string): string =>
  `There is a space between the colons and the name. Write ":::${name}{…}", or put a backslash before the colons for plain text.`;
export const containerGoesOn = (name: string): string =>
  `Something follows ":::${name}" on its line. Write attributes in braces right after the name, ":::${name}{#id …}", and everything else on the lines below.`;
export const blockIsMalformed = (form: string): string =>
  `This cannot be read as a directive. Write "${form}" alone on its line, the brace closed on the same line.`;
export const blockStandsInLine = (form: string): string =>
  `"${form}" stands within a line, where it shows nothing. Write it on a line of its own, or put a backslash before it for plain text.`;
export const fenceClosesNothing = (): string =>
  'This ":::" closes nothing. Remove it, or put a backslash before it for plain text.';
export const divIsNamed = (form: string): string =>
  `A block has its name before the brace. Write "${form}", or put a backslash before the colons for plain text.`;
export const divIsUnknown = (known: readonly string[]): string =>
  `A block without a name has no meaning here. Write one of ${known.map((name) => `":::${name}{…}"`).join(', ')}, or put a backslash before the colons for plain text.`;
export const calloutIsQuoted = (kind: string): string =>
  `Callouts are quotes, as on GitHub. Write "> [!${kind}]" and begin each of its lines with ">".`;
export const leafIsMalformed = (name: string): string =>
  `This line begins like a directive but is none. Write "::${name}{…}" alone on its line.`;
export const labelIsOpen = (name: string): string =>
  `The bracket of ":${name}[" is not closed. Close it with "]" in the same paragraph or cell; a "|" in a table is written "\\|".`;
export const labelIsInterrupted = (name: string, line: number, mark: string): string =>
  `The bracket of ":${name}[" is not closed before line ${line}, where "${mark}" at the beginning starts ${startedBy(mark)}. Put it at the end of the line before, or join the lines.`;
export const labelIsMissing = (name: string): string =>
  `":${name}" has no label. Write ":${name}[…]", or "\\:${name}" for plain text.`;
export const attributesAreOpen = (name: string): string =>
  `The brace after ":${name}[…]" is not closed. Close it with "}", or write "\\{" for plain text.`;
export const outputHasNoReason = (): string =>
  'The reason for this output is blank. Say why its numbers stand in the sources: ```text reason="…".';

export const literalHasNoReason = (written: string): string =>
  `The literal "${shorten(written)}" has no reason. Say why no result gives it: :literal[…]{reason="…"}, or \\literal[…]{…} within TeX.`;
export const literalHasNoNumber = (written: string): string =>
  `The literal "${shorten(written)}" holds no number. Only numbers are declared: write the words alone.`;
export const remarkHasNoReason = (): string =>
  'The remark has no reason. Say why no result could refute it: :remark[…]{reason="…"}.';
export const remarkIsEmpty = (): string => 'There is no sentence in the brackets of ":remark". Write it.';
export const literalIsOpen = (): string =>
  'After "\\literal" a reason in brackets and a number in braces are expected: "\\literal[reason]{1.5}". Write them.';
export const attributesStandApart = (name: string): string =>
  `There is a space before the brace of ":${name}[…]", so that its attributes would be text. Remove the space.`;
export const attributeIsMalformed = (text: string): string =>
  `"${shorten(text)}" is not an attribute. Write #id, name=value or name="value".`;
export const attributeIsUnknown = (
  name: string,
  directive: string,
  nearest: string | null,
  known: readonly string[],
): string => notKnown(`"${directive}" has no attribute "${name}"`, { nearest, known, orElse: 'remove it' });
export const attributeIsDoubled = (name: string): string => `"${name}" stands here twice. Keep one.`;
export const attributeIsMissing = (directive: string, name: string, example: string): string =>
  `"${directive}" needs ${name}. Write ${example}.`;
export const wordTakesNoValue = (word: string): string =>
  `"${word}" is a word alone. Write it without "=", or leave it out.`;
export const claimIsEmpty = (): string =>
  'The claim has no sentence. Write what it claims in the brackets: ":claim[it is better]{if=…}".';
export const claimWithinClaim = (): string =>
  'A claim stands within a claim. Let one end before the other begins.';
export const experimentWithinWhen = (name: string): string =>
  `The experiment "${name}" stands in a "when", but experiments run before any condition on results is known. Move it out; what only some data sets want says so itself: :::experiment{#${name} task=… if="data.simulated"}.`;
export const conditionIsOfData = (name: string): string =>
  `This condition names "${name}", but whether an experiment stands is decided before there are results. Name nothing but the data set: data.name, data.title or data.simulated.`;
export const datasetIsUnnamed = (name: string): string =>
  `"${name}" cannot name a data set, for folders are called after it. Use small letters, digits, "-" and "_", beginning with a letter.`;
export const datasetsAreNone = (): string =>
  'There is no data set to choose. Name one at least, or leave "datasets" out.';
export const unknownDataset = (
  name: string,
  { nearest, known }: { nearest: string | null; known: readonly string[] },
): string =>
  known.length === 0
    ? `--data asks for the data set "${name}", but this report offers none to choose from. Leave the option out, or offer some under "datasets" in report.yaml.`
    : notKnown(`no data set "${name}" in report.yaml`, { nearest, known });
export const labelIsNotTaken = (directive: string): string =>
  `"${directive}" takes no label in brackets. Remove it.`;
export const directiveInMathematics = (): string =>
  'A directive has no meaning inside mathematics. Write "\\result{…}" instead.';
export const directiveInAlternative = (): string =>
  'A directive has no meaning in the alternative text of a Markdown image. Use ":::figure" with "alt:".';
export const directiveInTitle = (): string =>
  'A directive has no meaning in the title of a link. Put it into the text.';
export const directiveInMarkup = (): string =>
  'A directive has no meaning among HTML tags, which are shown as text. Put a blank line between them, or write it as Markdown.';
export const commentIsOpen = (): string =>
  'The comment is not closed, and takes everything below with it. Close it with "-->".';
export const claimInAlternative = (): string =>
  'An alternative text takes values, no claims. Put the claim into the caption.';
export const contentIsNotTaken = (directive: string, what: string): string =>
  `"${directive}" cannot hold this; it takes ${what}. Move it out.`;
export const experimentStandsTwice = (from: string): string =>
  `The experiment has both a YAML block and from=${from}. Keep one.`;
export const yamlStandsTwice = (directive: string): string =>
  `"${directive}" has two YAML blocks. Join them.`;
export const columnSetIsUnknown = (name: string, nearest: string | null, known: readonly string[]): string =>
  notKnown(`no columns "${name}" are shared`, {
    nearest,
    known,
    orElse: `write "${name}: […]" under "columns:" in report.yaml`,
  });
export const tableIsMissing = (): string =>
  'The table has neither rows of results nor a table in Markdown. Give it of="…" (for example of="cases(mlp)"), or write the table inside.';
export const tableTakesNoYaml = (): string =>
  'The columns and rows of a table in Markdown are those written. Remove the YAML block, or give the table of="…" and remove the one in Markdown.';
export const tablesAreTwo = (): string =>
  'A caption belongs to one table, and this is the second. Give it a ":::table" of its own.';
export const rowIsTooLong = (cells: number, columns: number): string =>
  `This row has ${cells} cells, the header ${columns}: what stands beyond would be lost. Remove it, or write "\\|" for a bar within a cell.`;
export const altIsMissing = (): string =>
  'The figure has no alternative text. Say in the YAML what it shows: "alt: …".';
export const figureHasSources = (count: number): string =>
  `A figure shows one thing, this one names ${count === 0 ? 'none' : 'several'}. Give it one of spec=…, image=… and file=….`;
export const figureHasNoData = (): string =>
  'A figure by spec needs data. Give it of="…", or "data:" with names in its YAML.';
export const rowsStandTwice = (): string => 'The table has of=… and "of:" in its YAML. Keep one.';
export const figureTakesNoData = (): string => 'Only a figure by spec takes data. Remove it, or give spec=….';
export const figureDataStandsTwice = (): string => 'The figure has both of=… and "data:". Keep one.';
export const imageIsNoPicture = (path: string): string =>
  `"${path}" is no picture that the outputs can hold. Use a .png, .jpg, .gif, .webp or .svg file.`;
export const specIsUnknown = (name: string, folder: string, nearest: string | null): string =>
  notKnown(`no figure spec "${name}" in ${folder}`, { nearest, orElse: `add ${folder}/${name}.json` });
export const specHasUrl = (file: string): string =>
  `"${file}" takes data from a url. Name the data ("data": {"name": "data"}) and bind it in the report.`;

// ---- mathematics, headings, references ------------------------------------------------------------------------

export const equationIsOpen = (): string => 'The equation is not closed. Add "$$" after its last line.';
export const equationHasText = (): string =>
  'Text follows the closing "$$". Only a label {#eq-…} may; put the text on a line of its own.';
export const equationHasTwoLabels = (): string => 'The equation has a label at both ends. Keep one.';
export const resultIsOpen = (): string => 'The brace of "\\result{" is not closed. Close it with "}".';
export const resultHasNoBrace = (): string =>
  'After "\\result" an expression in braces is expected: "\\result{…}". Write it.';
export const attributesOfHeading = (text: string): string =>
  `A heading takes {#sec-…} and {.unnumbered}, not "${shorten(text)}". Correct it, or write "\\{" for plain text.`;
export const referencesAreMixed = (): string =>
  'References to parts of the document and citations stand in one bracket. Give each a bracket of its own.';
export const referenceTakesNoText = (): string =>
  'A bracketed reference takes no further text. Put the text outside: "see @tbl-x".';
export const bibliographyKeyIsTaken = (key: string): string =>
  `The key "${key}" stands twice in the bibliography. Rename one of the entries.`;

// ---- published figures ----------------------------------------------------------------------------------------

export const publishedHasNoSource = (path: string): string =>
  `The published figure "${path}" has no source. Add "source: …" to it or to a mapping around it.`;
export const publishedKindIsUnknown = (
  kind: string,
  nearest: string | null,
  known: readonly string[],
): string => notKnown(`no kind "${kind}" of published figures`, { nearest, known });
export const publishedIsNoMapping = (path: string): string =>
  `"${path}" is neither a mapping nor a figure. Write "${path.split('.').at(-1) ?? path}: {value: …, source: …}".`;
export const publishedNameIsReserved = (name: string): string =>
  `"${name}" describes a figure and cannot hold figures. Rename it.`;

/** What a line begins that begins so. */
function startedBy(mark: string): string {
  if (/^(?:[-+*]|\d+[.)])$/.test(mark)) return 'a list';
  if (mark === '>') return 'a quote';
  if (mark.startsWith('#')) return 'a heading';
  return 'a block of its own';
}

/** Long quotations help nobody. */
function shorten(text: string): string {
  const line = linesOf(text)[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
export const nestingIsDeep = (most: number): string =>
  `Quotes, lists and emphasis nest deeper than ${most} here. Flatten them.`;
