/** Sentences about expressions and what they are bound to. */

import { notKnown } from './nearest.ts';

export const unknownName = (path: string, nearest: string | null, known: readonly string[]): string =>
  notKnown(`no result "${path}"`, { nearest, known });

export const noExperiment = (path: string, nearest: string | null): string =>
  notKnown(`no result "${path}": this report declares no experiment`, {
    nearest,
    orElse: 'declare one, `:::experiment{#name task=…}`',
  });

export const noDatasets = (path: string): string =>
  `no result "${path}": this report offers no data sets to choose from. Offer some in report.yaml, \`datasets: {recorded: {title: …}, made_up: {title: …, simulated: true}}\`, the first being the default.`;

export const nameOfNothing = (path: string, what: string, name: string): string =>
  `"${path}" is ${what}, which has nothing named "${name}". Name a value that stands there.`;

export const nameOfNull = (path: string, name: string): string =>
  `"${path}" is null here, so it has no "${name}". Ask before: \`${path} == null ? … : ${path}.${name}\`.`;

export const indexIsNotWhole = (index: string): string =>
  `an index is a whole number from 0, not ${index}. Write one.`;

export const indexIsOutside = (index: number, length: number): string =>
  `index ${index} is outside a list of ${length}: ${length === 0 ? 'it is empty' : `write 0 to ${length - 1}`}.`;

export const onlyListsHaveIndices = (what: string): string =>
  `only a list has elements by number, this is ${what}. Write its name instead.`;

export const unknownFunction = (name: string, nearest: string | null, known: readonly string[]): string =>
  notKnown(`no function "${name}"`, { nearest, known });

export const wrongArity = (name: string, least: number, most: number, given: number): string => {
  const wanted = least === most ? `${least}` : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  return `${name} takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${given}. Give it as many.`;
};

export const wrongArgument = (name: string, position: number, wanted: string, got: string): string =>
  `argument ${position} of ${name} is ${got}, but must be ${wanted}. Give it one.`;

export const measureIsMissing = (path: string): string =>
  `${path} is not known, since these results were made, or locked, before runs were measured. Run the job anew ("npx report clean --all", then build), and lock it.`;

export const freedomIsNotWhole = (given: number): string =>
  `student_tail(t, freedom) takes whole degrees of freedom from 1 up, not ${given}. The mean of n runs has n - 1.`;

export const tooFew = (name: string, fewest: number, given: number): string =>
  fewest === 1
    ? `${name} of an empty list is nothing. Give it at least one element.`
    : `${name} needs at least ${fewest} numbers, not ${given}. Give it more (runs of a case are declared with \`seeds: 3\`).`;

export const lengthsDiffer = (name: string, first: number, second: number): string =>
  `${name} pairs two lists by their order, and these have ${first} and ${second} elements. Give it two of one length.`;

export const elementIsNoNumber = (what: {
  name: string;
  position: number;
  index: number;
  got: string;
}): string =>
  `argument ${what.position} of ${what.name} holds ${what.got} at index ${what.index}, but must be a list of numbers. Pluck a number that every row has.`;

export const numbersAreEqual = (name: string, position: number): string =>
  `${name} has no value where all numbers of a list are the same, as in argument ${position}. Leave it out, or give it numbers that differ.`;

export const operandsDiffer = (operator: string, left: string, right: string): string =>
  `"${operator}" stands between ${left} and ${right}. Give it two numbers${operator === '+' ? ' or two texts (format(x, ".2f") makes a text)' : ' or two texts'}.`;

export const operandsAreNoNumbers = (operator: string, left: string, right: string): string =>
  `"${operator}" needs two numbers, not ${left} and ${right}. Give it numbers.`;

export const operandIsWrong = (operator: string, wanted: string, got: string): string =>
  `"${operator}" needs ${wanted}, not ${got}. Compare it with something first, or give it ${wanted}.`;

export const conditionIsNoTruth = (got: string): string =>
  `a condition is true or false, not ${got}. Compare it with something, for example \`x != 0\` or \`x != null\`.`;

export const notFinite = (what: string): string =>
  `${what} has no finite value here. Check its operands (a division by zero?).`;

export const bestOfTies = (
  name: string,
  cases: readonly string[],
  [word, least]: readonly [string, string] = ['highest', 'max'],
): string =>
  `${cases.join(' and ')} share the ${word} ${name}, so none is the one. Name the one meant, or use ${least}(pluck(cases(…), '${name}')).`;

export const onlyExperimentsHaveCases = (name: string): string =>
  `${name} takes the name of an experiment, as in ${name}(mlp${name === 'best' ? ", 'f1'" : ''}). Give it one.`;

export const runsDiffer = (): string =>
  'the cases in seeds(…) have different numbers of runs. Take one case at a time, or give all the same `seeds:`.';

export const noRuns = (): string =>
  'seeds(…) takes a result of a case, as in seeds(mlp.baseline.f1). Give it one.';

export const unknownFormat = (format: string, nearest: string | null): string =>
  notKnown(`no format "${format}"`, {
    nearest,
    orElse: 'write one of d3-format, such as ".2f", "," or ".1%", or "duration"',
  });

export const formatIsMissing = (suggested: string): string =>
  `nothing says how to print this number. Write a format, for example {format="${suggested}"}, or declare one for the result in its task.`;

export const formatNeedsNumber = (format: string, got: string): string =>
  `the format "${format}" needs a number, not ${got}. Leave the format out.`;

export const notPrintable = (what: string, way: string): string =>
  `${what} cannot stand in a sentence: ${way}.`;

export const nothingToPrint = (): string =>
  'this is null: there is nothing to print. Name another value, or say what to print instead: `x == null ? "none" : x`.';

export const printTruth = (): string => 'choose words for it, for example `if(x > y, "higher", "lower")`';

export const nameMember = (names: readonly string[]): string =>
  names.length === 0
    ? 'it is empty'
    : `name one value of it: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;

export const showImage = (isImage: boolean): string =>
  isImage ? 'show it with `:::figure{image="…"}`' : 'a file is only taken as an input by other jobs';

export const showList = (kind: string | null): string =>
  kind === 'matrix'
    ? 'show it with \\result{…} in an equation, in a `:::table` or a `:::figure`, or name one element, x[0][1]'
    : 'show it in a `:::table` or a `:::figure`, or name one element, x[0]';

export const noRows = (what: string, experiment: string | null): string =>
  experiment === null
    ? `a table needs a list of rows, this is ${what}. Give it a table result, cases(…) or a matrix.`
    : `a table needs a list of rows, this is ${what}. Write cases(${experiment}).`;

export const columnsAreUsed = (set: string, table: string | null, place: string): string =>
  `the table ${table === null ? '' : `"${table}" `}at ${place} shows the columns "${set}"`;

export const allCasesAreHidden = (experiment: string): string =>
  `every case of "${experiment}" is hidden (\`show: false\`), so there are none to list. Show one, or name a case.`;

export const noRowsLeft = (where: string): string =>
  `no row is left: \`${where}\` holds for none of them. Widen the condition, or take the table away.`;

export const sortIsMixed = (key: string): string =>
  `\`${key}\` is a number in one row and not in another, so the rows have no order. Sort by something of one type.`;

export const sortTakesNo = (what: string): string =>
  `rows are sorted by numbers or texts, not by ${what}. Name a number or a text of the row.`;

export const noColumns = (what: string): string =>
  `nothing says which columns to show of ${what}. Write \`columns:\` in the block, for example \`- {header: Case, value: label}\`.`;

export const notInEquation = (what: string): string =>
  `${what} cannot stand in an equation. Name a number, a text, a series or a matrix.`;

export const unevenMatrix = (): string =>
  'this list is neither a row nor rows of numbers. Give \\result{…} a series, a matrix or a list of lists.';

export const noFigureRows = (what: string, experiment: string | null): string =>
  experiment === null
    ? `a figure needs a list of rows, this is ${what}. Give it a table result, cases(…), a series or a matrix.`
    : `a figure needs a list of rows, this is ${what}. Write cases(${experiment}).`;

export const noImage = (what: string): string =>
  `image= needs an image result, this is ${what}. Name one, or draw the value with \`spec=\` and \`of=\`.`;

export const unknownSpec = (name: string, nearest: string | null, known: readonly string[]): string =>
  notKnown(`no figure spec "${name}"`, { nearest, known });

export const specIsNoRecord = (file: string): string => `${file} is no Vega-Lite spec. Write a JSON object.`;

export const unknownField = (
  file: string,
  field: string,
  nearest: string | null,
  known: readonly string[],
): string => notKnown(`${file} reads the field "${field}", which its data lack`, { nearest, known });

export const dataHasUrl = (file: string): string =>
  `${file} loads data from a url. Bind results instead: "data": {"name": "data"} in the spec and of="…" at the figure.`;

export const dataIsUnbound = (file: string, name: string, bound: readonly string[]): string =>
  `${file} reads data named "${name}", which nothing binds (bound: ${bound.join(', ') || 'none'}). Bind them in the block: \`data: {${name}: …}\`.`;

export const dataIsUnused = (file: string, name: string, used: readonly string[]): string =>
  `the data "${name}" are bound, but ${file} reads ${used.join(', ') || 'no data by name'}. Write "data": {"name": "${name}"} in the spec, or bind what it reads.`;

export const fileIsMissing = (path: string): string => `no file ${path}. Put it there, or name another.`;

export const pictureIsUnreadable = (path: string): string =>
  `${path} is neither PNG, JPEG, GIF nor SVG with a size. Save it as one of them; an SVG needs width and height or a viewBox.`;

// ---- why a condition is false -----------------------------------------------------------------------------------

export const operandIs = (written: string, full: string, printed: string | null): string =>
  `${written} = ${full}${printed === null ? '' : `, printed ${printed}`}`;

export const sidesAre = (written: string, sides: string): string => `${written}: ${sides}`;

export const severalValues = (): string => 'several values';

export const listGoesOn = (shown: string, all: number): string => `[${shown}, …] (${all} values)`;
