import { isRefuted } from '../base/judgement.ts';
import * as messages from '../base/messages/verification.ts';
import { cellCode, codeWords, plainWords, writeTable } from '../base/markdown-words.ts';
import { shortDuration } from '../base/messages/run.ts';
import { formatPlace } from '../base/place.ts';
import type { Outcome, VerifiedNumber } from '../base/verification.ts';
import { isDifference } from '../print/is-difference.ts';
import type { Verification } from '../verify/verification.ts';
import { findInSentences, splitSentence, type Standing } from './find-in-sentence.ts';
import {
  changeOf,
  claimsWords,
  type Difference,
  type Findings,
  listFindings,
  machineWords,
  sameness,
} from './findings.ts';
import { fold } from './fold.ts';
import { listSections, sectionName } from './sections.ts';

const { titles, headers } = messages;

/** GitHub takes a job summary of 1 MiB; much of it is left for the other steps. */
const mostCharacters = 100_000;
const mostJobs = 1000;
const mostResults = 12;
const mostPlaces = 50;
const mostMakers = 6;
/** More than these are folded away. */
const mostTolerated = 10;
const longestSentence = 320;

type Standings = ReadonlyMap<VerifiedNumber, Standing>;

/** `verification.md`: the verdict first, then each difference with its places; fits the summary of a job on GitHub. */
export function writeMarkdown(verification: Verification): string {
  const findings = listFindings(verification);
  const standings = findInSentences(verification.numbers);
  const blocks = [
    ...head(verification, findings),
    ...section(titles.faults, verification.faults.map(describeFault)),
    ...section(
      titles.differences,
      findings.differences.map((each) => describe(each, standings)),
    ),
    ...section(titles.print, describePrint(verification)),
    ...section(titles.claims, claims(verification)),
    ...section(titles.machine, machines(findings)),
    ...section(titles.coverage, [plainWords(messages.coverageWords(verification.coverage, findings.total))]),
    ...section(titles.sections, sections(verification)),
    ...tolerated(verification, standings),
    ...jobs(verification),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function head(verification: Verification, { partial, verdict, effort, total }: Findings): string[] {
  const { report, counts, commit, changed, dataset, choice, passed, replay } = verification;
  const rows = messages.outcomes.map((outcome) => [
    signed(outcome),
    String(counts[outcome]),
    messages.share(counts[outcome], total),
    messages.outcomeMeanings[outcome],
  ]);
  const run = [
    effort,
    ...(choice ? [messages.howChosen(choice)] : []),
    ...(dataset === null ? [] : [messages.ofDataset(dataset)]),
    ...(commit === null ? [] : [messages.ofCommit(commit, changed)]),
  ];
  return [
    ...(partial === null ? [] : [`**${plainWords(partial)}**`]),
    `**${passed ? '✓' : '✗'} ${plainWords(verdict)}**`,
    `# ${plainWords(messages.verificationOf(report))}`,
    writeTable(headers.outcomes, rows, ['left', 'right', 'right', 'left']),
    ...(replay ? [`${plainWords(messages.replayDone(replay))}.`] : []),
    `${plainWords(run.join('; '))}.`,
  ];
}

function signed(outcome: Outcome): string {
  return `${messages.outcomeSigns[outcome]} ${messages.outcomeWords[outcome]}`;
}

/** A heading and as many blocks as there is room for. */
function section(title: string, blocks: readonly string[]): string[] {
  if (blocks.length === 0) return [];
  let room = mostCharacters;
  const end = blocks.findIndex((block) => (room -= block.length) < 0);
  const kept = end < 0 ? blocks : blocks.slice(0, end);
  const more = blocks.length - kept.length;
  return [`## ${title}`, ...kept, ...(more > 0 ? [messages.leftOut(more, 'verification.json')] : [])];
}

function describeFault({ rule, message, place, details = [] }: Verification['faults'][number]): string {
  const at = place ? `${codeWords(formatPlace(place))} ` : '';
  return [
    `- ${at}**${rule}** ${plainWords(message)}`,
    ...details.map((line) => `  - ${codeWords(line)}`),
  ].join('\n');
}

function describe(difference: Difference, standings: Standings): string {
  const { results, jobs, numbers } = difference;
  const lines = results.map(
    ({ id, difference: words }) =>
      `${results.length > 1 ? `${codeWords(id)}: ` : ''}${plainWords(words ?? '')}`,
  );
  const places = numbers.map((number) => placeLine(number, results.length === 0, standings));
  const made = jobs.map(
    (job) => `- job ${codeWords(job.name)} (${plainWords(job.title)}), ${plainWords(machineWords(job))}`,
  );
  const below = [
    ...(places.length > 0 ? few(places, mostPlaces, '- ') : [`- ${messages.nowhereShown()}`]),
    ...few(made, mostMakers, '- '),
  ];
  return [
    `### ${messages.outcomeSigns.different} ${codeWords(results[0]?.id ?? numbers[0]?.expression ?? '')}`,
    ...(lines.length > 0 ? [few(lines, mostResults, '').join('<br>\n')] : []),
    below.join('\n'),
  ].join('\n\n');
}

function placeLine(number: VerifiedNumber, isAlone: boolean, standings: Standings): string {
  const because = isAlone && number.reason !== null ? ` ${plainWords(number.reason)}.` : '';
  return `- ${codeWords(formatPlace(number.place))} **${plainWords(changeOf(number))}** (${codeWords(number.expression)}): ${sentence(number, standings)}${because}`;
}

/** The first few lines, and one that says how many more there are. */
function few(lines: readonly string[], most: number, mark: string): string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `${mark}${messages.andMore(more, null)}`] : [...lines];
}

function sentence(number: VerifiedNumber, standings: Standings): string {
  const [before, text, after] = splitSentence(number.sentence, standings.get(number), longestSentence);
  return `“${plainWords(before)}${text === '' ? '' : `<b>${plainWords(text)}</b>`}${plainWords(after)}”`;
}

function describePrint({ print }: Verification): string[] {
  const rewordings = print.filter((change) => !isDifference(change)).length;
  const changes = print.filter(isDifference).map(({ of, type, place, sentence: words, aspects }) => {
    const was = aspects.map(
      ({ aspect, locked, now }) =>
        `  - ${messages.aspectWords(aspect)}: ${codeWords(locked ?? 'nothing')} → ${codeWords(now ?? 'nothing')}`,
    );
    const line = `- ${codeWords(formatPlace(place))} ${messages.changeWords(of, type)}: “${plainWords(words)}”`;
    return [line, ...was].join('\n');
  });
  return [...changes, ...(rewordings > 0 ? [messages.reworded(rewordings)] : [])];
}

function claims(verification: Verification): string[] {
  const { claims: all } = verification;
  if (all.length === 0) return [];
  const open = all.filter(({ held }) => !held).sort((a, b) => Number(isRefuted(b)) - Number(isRefuted(a)));
  const lines = open.map((claim) => {
    const below = [messages.conditionOf(claim.condition), ...claim.operands].map(
      (line) => `  - ${codeWords(line)}`,
    );
    const words = `**${messages.claimState(claim)}**: “${plainWords(claim.sentence)}”`;
    return [`- ${codeWords(formatPlace(claim.place))} ${words}`, ...below].join('\n');
  });
  return [claimsWords(verification), ...lines];
}

function machines({ machines: compared }: Findings): string[] {
  return compared.map((comparison) => {
    const { locked, now, jobs: names } = comparison;
    const rows = Object.entries(messages.factNames).map(([name, words]) => {
      const fact = name as keyof typeof now;
      const same = sameness(comparison, fact);
      const mark = same === messages.factDiffers() ? `**${same}**` : same;
      return [words, plainWords(locked?.[fact] ?? '–'), plainWords(now[fact] ?? '–'), mark];
    });
    return writeTable([messages.onJobs(names), ...headers.machine], rows, ['left', 'left', 'left', 'left']);
  });
}

function sections(verification: Verification): string[] {
  const rows = listSections(verification).map((each) => [
    plainWords(sectionName(each)),
    ...messages.outcomes.map((outcome) => (each.counts[outcome] === 0 ? '' : String(each.counts[outcome]))),
  ]);
  if (rows.length === 0) return [];
  const titlesOf = messages.outcomes.map(signed);
  return [
    writeTable([headers.section, ...titlesOf], rows, ['left', 'right', 'right', 'right', 'right', 'right']),
  ];
}

function tolerated({ numbers }: Verification, standings: Standings): string[] {
  const found = numbers.filter(({ outcome }) => outcome === 'tolerance');
  const lines = found.map(
    (number) =>
      `- ${codeWords(formatPlace(number.place))} ${sentence(number, standings)} ${plainWords(number.reason ?? '')}`,
  );
  const [heading, ...list] = section(titles.tolerance, lines);
  if (heading === undefined) return [];
  const folded = fold(messages.plural(lines.length, 'number'), list);
  return [heading, ...(lines.length > mostTolerated ? folded : list)];
}

function jobs({ jobs: all }: Verification): string[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, mostJobs).map(({ name, title, outcome, seconds }) => {
    const took = seconds === null ? '–' : shortDuration(seconds);
    return [cellCode(name), plainWords(title), signed(outcome), took];
  });
  const list = writeTable(headers.jobs, rows, ['left', 'left', 'left', 'right']);
  const more = all.length - rows.length;
  const rest = more > 0 ? [messages.leftOut(more, 'verification.json')] : [];
  return [`## ${titles.jobs}`, ...fold(messages.plural(all.length, 'job'), [list, ...rest])];
}
