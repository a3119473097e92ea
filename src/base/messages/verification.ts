/** The account of a verification: its words in the terminal, in Markdown and on the page. */

import type { Outcome } from '../verification.ts';
import { cost } from './check.ts';
import { command } from './lock.ts';

/** The outcomes in the order in which they are told. */
export const outcomes: readonly Outcome[] = ['exact', 'tolerance', 'machine', 'unchecked', 'different'];

export const outcomeWords: { readonly [outcome in Outcome]: string } = {
  exact: 'reproduced exactly',
  tolerance: 'within tolerance',
  machine: 'machine-dependent',
  unchecked: 'not checked',
  different: 'different',
};

/** Beside the words, for whoever looks for some among many; colours only repeat them. */
export const outcomeSigns: { readonly [outcome in Outcome]: string } = {
  exact: '=',
  tolerance: '≈',
  machine: '±',
  unchecked: '?',
  different: '≠',
};

/** What each outcome says, for who reads a verification for the first time. */
export const outcomeMeanings: { readonly [outcome in Outcome]: string } = {
  exact: 'every result behind it came out with the same bits',
  tolerance: 'bits differ, but it prints the same, or lies within a tolerance declared with its reason',
  machine: 'a duration went in, which every machine has its own of: within a factor of ten',
  unchecked: 'a result behind it was not computed anew',
  different: 'another value than was locked',
};

// ---- the first lines ---------------------------------------------------------------------------------------------

/** Stands before everything else where not all was checked. */
export const partial = (checked: number, of: number, interrupted: boolean): string =>
  `PARTIAL: ${checked} of ${plural(of, 'number')}${interrupted ? ', stopped before the end' : ''}`;

/** What keeps a verification from passing. */
export interface Failings {
  numbers: number;
  figures: number;
  /** Numbers in the alternative texts of figures. */
  alternatives: number;
  /** Results that differ and that the document does not show. */
  results: number;
  print: number;
  claims: number;
  faults: number;
  interrupted: boolean;
}

export const verdict = (passed: boolean, isPartial: boolean, failings: Failings): string => {
  if (passed) return isPartial ? 'Verified, as far as it was checked' : 'Verified: everything reproduces';
  return `NOT verified: ${whatFailed(failings)}`;
};

function whatFailed(failings: Failings): string {
  const { numbers, figures, alternatives, results, print, claims, faults, interrupted } = failings;
  const parts = [
    ...(numbers > 0 ? [differ(numbers, 'number')] : []),
    ...(figures > 0 ? [differ(figures, 'figure')] : []),
    ...(alternatives > 0 ? [`${differ(alternatives, 'number')} in alternative texts`] : []),
    ...(results > 0 ? [`${differ(results, 'result')} that the document does not show`] : []),
    ...(print > 0 ? [`the document is another than was locked in ${plural(print, 'place')}`] : []),
    ...(claims > 0 ? [claims === 1 ? '1 claim is refuted' : `${claims} claims are refuted`] : []),
    ...(faults > 0 ? [plural(faults, 'fault')] : []),
    ...(interrupted ? ['stopped before the end'] : []),
  ];
  return parts.length === 0 ? 'nothing was checked' : parts.join(', ');
}

export const howLong = (
  seconds: { jobs: number; all: number },
  jobs: { computed: number; of: number },
): string =>
  `${jobs.computed} of ${plural(jobs.of, 'job')} computed anew, ${cost(seconds.jobs)} of work in ${cost(seconds.all)}`;

/** Behind the sum of outcomes: what is none of them. */
export const givenApart = (given: number): string =>
  given === 0
    ? ''
    : `; ${given} further ${given === 1 ? 'number is a parameter or label' : 'numbers are parameters and labels'}, which no run gives`;

export const share = (count: number, of: number): string => {
  if (of === 0 || count === 0) return '–';
  const percent = (100 * count) / of;
  // 99.97 % are not all.
  const shown = count < of ? Math.min(percent, 99.9) : percent;
  return `${shown < 0.1 ? '< 0.1' : shown.toFixed(1)} %`;
};

/** What a replay did, in jobs and numbers. */
export interface ReplayDone {
  ran: readonly string[];
  replayed: readonly string[];
  numbers: { ran: number; replayed: number; printed: number };
}

export const replayDone = ({ ran, replayed, numbers }: ReplayDone): string =>
  `${plural(numbers.ran, 'number')} of ${plural(ran.length, 'job')} run anew, ${numbers.replayed} computed again from files locked by ` +
  `${plural(replayed.length, 'job')}, ${numbers.printed} only printed again from locked results: these are not checked`;

// ---- what differs ------------------------------------------------------------------------------------------------

export const nowhereShown = (): string => 'The document does not show it.';

export const fromTo = (locked: string | null, now: string | null): string =>
  `${locked ?? 'nothing'} → ${now ?? 'nothing'}`;

export const printsAlike = (text: string): string => `${text}, printed alike`;

export const figureDiffers = (): string => 'a figure';
export const formulaDiffers = (): string => 'in a formula';

/** Of results behind one difference, or of differences. */
export const andMore = (count: number, where: string | null): string =>
  `and ${count} more${where === null ? '' : ` in ${where}`}`;

export const andMorePlaces = (count: number): string => `and in ${plural(count, 'more place')}`;

type Fact = 'cpu' | 'platform' | 'engine' | 'instructionSet' | 'node';

export const factNames: { readonly [fact in Fact]: string } = {
  cpu: 'processor',
  platform: 'platform',
  engine: 'engine',
  instructionSet: 'instruction set',
  node: 'Node',
};

export const factUnknown = (): string => 'not known';
export const factSame = (): string => 'the same';
export const factDiffers = (): string => 'differs';

export const otherMachine = (
  facts: readonly { fact: Fact; locked: string | null; now: string | null }[],
): string =>
  `not as when it was locked: ${facts.map(({ fact, locked, now }) => `${factNames[fact]} ${fromTo(locked, now)}`).join(', ')}`;

export const sameMachine = (): string =>
  'processor, instruction set, engine and Node as when it was locked, as far as was noted';

/** Of a job whose scores a replay computed. */
export const notRun = (): string => 'not run here: computed again from files that are locked';

export const unknownMachine = (): string => 'what it was locked on was not noted';

export const changeWords = (of: string, type: 'new' | 'gone' | 'changed'): string =>
  type === 'changed' ? `${of} changed` : `${of} ${type === 'new' ? 'that was not locked' : 'gone'}`;

export const aspectWords = (aspect: string): string =>
  aspect === 'text' ? 'printed' : aspect === 'held' ? 'holds' : aspect;

export const claimState = ({
  held,
  excuse,
}: {
  held: boolean;
  excuse: 'machine' | 'data' | null;
}): string => {
  if (held) return 'holds';
  if (excuse === 'machine') return 'did not hold on this machine, which is no fault';
  return excuse === 'data' ? 'does not hold on these data, which is no fault' : 'refuted';
};

/** `unchecked`: how many ask for results that were not computed anew. */
export const claimsHold = (held: number, of: number, unchecked: number): string => {
  const words = `${held} of ${plural(of, 'claim')} ${of === 1 ? 'holds' : 'hold'}`;
  if (unchecked === 0) return `${words}.`;
  const verb = unchecked === 1 ? 'rests' : 'rest';
  return `${words}; ${unchecked} of all ${of} ${verb} on locked results that were not checked.`;
};

export const conditionOf = (condition: string): string => `if: ${condition.replace(/\s+/g, ' ')}`;

// ---- how it was run ----------------------------------------------------------------------------------------------

export interface Choice {
  only: readonly string[];
  sample: number | null;
  budget: number | null;
  seed: string | null;
  chosen: readonly string[];
}

export const howChosen = ({ only, sample, budget, seed, chosen }: Choice): string => {
  const ways = [
    ...(only.length > 0 ? [`--only ${only.join(',')}`] : []),
    ...(sample === null ? [] : [`--sample ${sample}`]),
    ...(budget === null ? [] : [`--budget ${cost(budget)}`]),
  ].join(' ');
  return `${plural(chosen.length, 'job')} chosen by ${ways || 'a part of the report'}${seed === null ? '' : `, seeded with ${seed.slice(0, 12)}`}`;
};

export const ofDataset = (dataset: string): string => `data set ${dataset}`;

export const ofCommit = (commit: string, changed: boolean | null): string =>
  `commit ${commit.slice(0, 12)}${changed ? ' with changes that are in no commit' : ''}`;

/** The document's numbers by origin, and how many of those that results go into (`of`) were verified. */
export const coverageWords = (
  coverage: {
    numbers: number;
    bound: number;
    published: number;
    literal: number;
    claims: number;
    verified: number;
  },
  of: number,
): string =>
  `${plural(coverage.numbers, 'number')} in the document: ${coverage.bound} from results, ${coverage.published} published or worked out of published ones alone, ` +
  `${plural(coverage.literal, 'declared literal')}; ${plural(coverage.claims, 'claim')}. Verified are ${coverage.verified} of the ${of} that results go into.`;

// ---- what to do next ---------------------------------------------------------------------------------------------

export const lookInto = (job: string, folder: string | null): string =>
  `"npm run why -- ${job}${folder === null ? '' : ` ${folder}`}" says what the results depend on`;

export const acceptThem = (folder: string | null): string =>
  `where the new numbers are right, ${command('report', folder)} and ${command('lock', folder)} accept them`;

/** Of a document that shows its results otherwise than was locked. */
export const acceptDocument = (folder: string | null): string =>
  `where the document is to show its results so, ${command('report', folder)} and ${command('lock', folder)} accept it`;

/** Weights are in no store and no lock: their manifest says what they depend on, and a training puts them in place. */
export const trainThem = (weights: string, folder: string | null): string =>
  `the manifest of the weights "${weights}" says how they were made; where the new ones are right, ` +
  `"npm run weights -- ${weights}${folder === null ? '' : ` --report ${folder}`}" puts them in place, and then ` +
  `${command('report', folder)} and ${command('lock', folder)} accept what follows from them`;

export const checkAll = (folder: string | null): string =>
  `"npm run verify${folder === null ? '' : ` -- ${folder}`}" checks all of it`;

export const mendClaims = (): string => 'Correct each refuted sentence or its condition';

// ---- headings of Markdown and page -------------------------------------------------------------------------------

export const titles = {
  verification: 'Verification',
  verdict: 'Verdict',
  differences: 'What differs',
  faults: 'Faults',
  print: 'The document against what was locked',
  claims: 'Claims',
  tolerance: 'Within tolerance',
  machine: 'The machine',
  coverage: 'What is accounted for',
  sections: 'By section',
  jobs: 'Jobs',
  numbers: 'Every number',
  unsectioned: 'Title and abstract',
} as const;

export const headers = {
  outcomes: ['Outcome', 'Numbers', 'Share', 'What it says'],
  machine: ['Locked', 'Now', ''],
  jobs: ['Job', 'What it does', 'Outcome', 'Took'],
  section: 'Section',
  numbers: 'Numbers',
} as const;

export const verificationOf = (report: string): string => `Verification of “${report}”`;

export const reworded = (count: number): string =>
  `${count === 1 ? 'One claim has' : `${count} claims have`} other words than when locked, which is no difference.`;

export const leftOut = (count: number, file: string): string =>
  `${count} more stand in \`${file}\`, where nothing is left out.`;

export const onJobs = (names: readonly string[]): string => plural(names.length, 'job');

/** Heading of the page's switch. */
export const hideExact = (): string => 'Hide what reproduces exactly';

export const howToRead = (): string =>
  'Each sentence, formula, figure or table with what it shows of results. The sign before a number says what became of it; a link leads to the job that made it.';

export const onPage = (): string => 'in the report';

export const skipToText = (): string => 'Skip to the text';

export const inFigure = (): string => 'a figure';
export const inFormula = (): string => 'a formula';

export function differ(count: number, word: string): string {
  return `${plural(count, word)} ${count === 1 ? 'differs' : 'differ'}`;
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
