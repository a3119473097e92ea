import { isRefuted } from '../base/judgement.ts';
import * as messages from '../base/messages/verification.ts';
import { formatPlace } from '../base/place.ts';
import { trainedWeights } from '../base/training-job.ts';
import type { Outcome, VerifiedNumber } from '../base/verification.ts';
import { isDifference } from '../print/is-difference.ts';
import type { Verification } from '../verify/verification.ts';
import { findInSentences, splitSentence, type Standing } from './find-in-sentence.ts';
import { changeOf, type Difference, type Findings, listFindings, machineWords } from './findings.ts';
import { type Colours, createLayout, type Lay, type Piece } from './layout.ts';

/** How the terminal takes a summary. */
export interface SummaryOptions {
  colours: Colours;
  /** Characters in a line; null for lines as long as they get. */
  columns: number | null;
  /** How commands name the report; null where they need not. */
  folder: string | null;
  /** The files that hold all of it, as they are to be named; none where nothing was written. */
  files: readonly string[];
}

const mostDifferences = 8;
const mostPlaces = 4;
const mostJobs = 2;
const longestSentence = 200;
const longestDifference = 240;

/**
 * A verification in a few lines: what was not checked, the verdict, the outcomes, what differs, and what to do next. Faults
 * are told apart, as diagnostics.
 */
export function summarise(verification: Verification, options: SummaryOptions): string {
  const findings = listFindings(verification);
  const tell: Telling = {
    ...options,
    lay: createLayout(options.columns),
    standings: findInSentences(verification.numbers),
  };
  const blocks = [
    headLines(verification, findings, tell),
    ...few(findings.differences, differenceLines, tell),
    ...few(verification.print.filter(isDifference), printLines, tell),
    ...few(verification.claims.filter(isRefuted), claimLines, tell),
    nextLines(verification, findings, tell),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

interface Telling extends SummaryOptions {
  lay: Lay;
  standings: ReadonlyMap<VerifiedNumber, Standing>;
}

function headLines(
  { counts, passed, replay }: Verification,
  { partial, verdict, effort, total }: Findings,
  { colours, lay }: Telling,
): string[] {
  const good = partial === null ? colours.green : colours.yellow;
  const width = Math.max(...messages.outcomes.map((outcome) => messages.outcomeWords[outcome].length));
  const rows = messages.outcomes.map((outcome) => {
    const words = `${messages.outcomeSigns[outcome]} ${messages.outcomeWords[outcome].padEnd(width)}`;
    const share = messages.share(counts[outcome], total).padStart(8);
    const row = `  ${words}  ${String(counts[outcome]).padStart(String(total).length)}${share}`;
    return counts[outcome] === 0 ? colours.dim(row) : paintOf(outcome, colours)(row);
  });
  return [
    ...(partial === null ? [] : [colours.bold(colours.yellow(partial))]),
    colours.bold((passed ? good : colours.red)(lay(verdict, 0))),
    ...rows,
    lay(effort, 0),
    ...(replay ? [lay(messages.replayDone(replay), 0)] : []),
  ];
}

function paintOf(outcome: Outcome, { red, yellow }: Colours): (text: string) => string {
  if (outcome === 'different') return red;
  return outcome === 'unchecked' ? yellow : (text) => text;
}

/** A block for each of the first few, and a line that says how many more there are and where. */
function few<T>(
  all: readonly T[],
  lines: (each: T, telling: Telling) => string[],
  telling: Telling,
): string[][] {
  const more = all.length - mostDifferences;
  const where = telling.files.find((file) => file.endsWith('.md')) ?? null;
  return [
    ...all.slice(0, mostDifferences).map((each) => lines(each, telling)),
    ...(more > 0 ? [[telling.lay(messages.andMore(more, where), 0)]] : []),
  ];
}

function differenceLines(difference: Difference, telling: Telling): string[] {
  const { results, jobs, numbers } = difference;
  const { lay, colours } = telling;
  const [first, ...others] = results;
  const plain = first ? `  ${cut(first.difference ?? '')}` : '';
  const title: Piece[] = [
    {
      text: `${messages.outcomeSigns.different} ${first?.id ?? numbers[0]?.expression ?? ''}`,
      paint: colours.red,
    },
    { text: `${plain}${others.length > 0 ? `; ${messages.andMore(others.length, null)}` : ''}` },
  ];
  const more = numbers.length - mostPlaces;
  return [
    lay(title, 0),
    ...(numbers.length === 0
      ? [lay(messages.nowhereShown(), 4)]
      : numbers.slice(0, mostPlaces).map((number) => numberLine(number, first === undefined, telling))),
    ...(more > 0 ? [lay(messages.andMorePlaces(more), 4)] : []),
    ...jobs
      .slice(0, mostJobs)
      .map((job) => lay([{ text: `job ${job.name}, ${machineWords(job)}`, paint: colours.dim }], 4)),
    ...(jobs.length > mostJobs ? [lay(messages.andMore(jobs.length - mostJobs, null), 4)] : []),
  ];
}

function numberLine(number: VerifiedNumber, isAlone: boolean, { lay, colours, standings }: Telling): string {
  const [before, text, after] = splitSentence(number.sentence, standings.get(number), longestSentence);
  const because = isAlone && number.reason !== null ? ` ${number.reason}` : '';
  const mark = (word: string): string => colours.bold(colours.underline(word));
  return lay(
    [
      { text: formatPlace(number.place), paint: colours.bold },
      { text: `  ${changeOf(number)}  “${before}` },
      { text, paint: mark },
      { text: `${after}”${because}` },
    ],
    4,
  );
}

function cut(text: string): string {
  return text.length <= longestDifference ? text : `${text.slice(0, longestDifference)} …`;
}

function printLines(
  { of, type, place, sentence, aspects }: Verification['print'][number],
  { lay, colours }: Telling,
): string[] {
  const head = [
    { text: formatPlace(place), paint: colours.bold },
    { text: '  ' },
    { text: `${messages.changeWords(of, type)}:`, paint: colours.red },
    { text: ` “${sentence}”` },
  ];
  return [
    lay(head, 0),
    ...aspects.map(({ aspect, locked, now }) =>
      lay(`${messages.aspectWords(aspect)}: ${cut(messages.fromTo(locked, now))}`, 4),
    ),
  ];
}

function claimLines(claim: Verification['claims'][number], { lay, colours }: Telling): string[] {
  const head = [
    { text: formatPlace(claim.place), paint: colours.bold },
    { text: '  ' },
    { text: `${messages.claimState(claim)}:`, paint: colours.red },
    { text: ` “${claim.sentence}”` },
  ];
  return [
    lay(head, 0),
    ...[messages.conditionOf(claim.condition), ...claim.operands].map((line) => lay(line, 4)),
  ];
}

function nextLines(
  verification: Verification,
  { partial, differences }: Findings,
  { folder, files, lay, colours }: Telling,
): string[] {
  const names = differences.flatMap(({ jobs }) => jobs.map(({ name }) => name));
  const job = names.find((name) => trainedWeights(name) === null);
  const [weights] = names.flatMap((name) => trainedWeights(name) ?? []);
  const isOtherDocument = verification.print.some(isDifference);
  const lines = [
    ...(job === undefined ? [] : [`${messages.lookInto(job, folder)}; ${messages.acceptThem(folder)}`]),
    // What accepts results accepts the document too.
    ...(job === undefined && isOtherDocument ? [messages.acceptDocument(folder)] : []),
    ...(weights === undefined ? [] : [messages.trainThem(weights, folder)]),
    ...(verification.claims.some(isRefuted) ? [messages.mendClaims()] : []),
    ...(partial !== null && verification.passed ? [messages.checkAll(folder)] : []),
  ];
  return [
    ...lines.map((line) => lay(line, 0)),
    ...(files.length > 0 ? [lay([{ text: files.join(', '), paint: colours.dim }], 0)] : []),
  ];
}
