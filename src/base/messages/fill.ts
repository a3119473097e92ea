/** Sentences of the fill stage: faults of references, citations, excerpts, and the words it adds to a document. */

import type { NumberedKind } from '../numbered.ts';
import { notKnown } from './nearest.ts';

export const referenceIsUnknown = (id: string, nearest: string | null): string =>
  notKnown(`nothing in this report has the id "${id}"`, {
    nearest,
    orElse: `give it to a table, figure, equation or heading as {#${id}}, or escape the @ as \\@`,
  });

export const citationIsUnknown = (key: string, bibliography: string, nearest: string | null): string =>
  notKnown(`${bibliography} has no entry "${key}"`, {
    nearest,
    orElse: 'add the entry, or escape the @ as \\@',
  });

export const bibliographyIsMissing = (key: string): string =>
  `"${key}" is cited, but the report has no bibliography. Add references.bib beside report.yaml, or name a file as "bibliography:".`;

export const bibliographyIsFaulty = (reason: string): string =>
  `the BibTeX cannot be read: ${reason}. Mend the entry there.`;

export const bibliographyLacksEntry = (key: string): string =>
  `the entry "${key}" is cited but cannot be read as BibTeX. Check its braces and commas.`;

export const entryCannotBeSet = (key: string, reason: string): string =>
  `the entry "${key}" cannot be set in the style of the references (${reason}). Look at its names and dates.`;

export const excerptIsUnknown = (name: string, file: string, nearest: string | null): string =>
  notKnown(`${file} declares no "${name}"`, {
    nearest,
    orElse: 'name a function, class, constant or type of that file',
  });

export const excerptLanguageIsUnknown = (file: string): string =>
  `excerpts are taken from TypeScript and JavaScript files, and ${file} is neither. Show it as a fenced code block instead.`;

export const excerptFileIsFaulty = (file: string, reason: string): string =>
  `${file} cannot be parsed: ${reason}. Mend the file.`;

// ---- claims and conditions -------------------------------------------------------------------------------------

export const claimIsFalse = (sentence: string): string =>
  `the results refute "${sentence}". Correct the sentence or its condition.`;

export const claimIsFalseHere = (sentence: string): string =>
  `"${sentence}" did not hold on this machine; the document says so. Add the word strict to the claim, if that is to fail the build.`;

export const claimIsFalseOnData = (sentence: string): string =>
  `"${sentence}" does not hold on these data; the document says so. Where it is about other data, put it into a "when": {if="data.simulated"}.`;

export const refutedTitle = 'Refuted claims';

/** Behind a claim that the results refute, in a document that was written all the same. */
export const refutedMark = '[refuted]';

/** Above the document's text. */
export const refutedNotice = (claims: number): string =>
  `The results refute ${claims === 1 ? 'a claim' : `${claims} claims`} of this document. ${
    claims === 1 ? 'It is' : 'Each is'
  } marked ${refutedMark}, and listed with what went into it under `;

export const refutedIntroduction = (claims: number): string =>
  claims === 1
    ? 'The results refute this statement of the document, which was to be written all the same.'
    : `The results refute these ${claims} statements of the document, which was to be written all the same.`;

export const refutedStatement = (sentence: string, at: string): string => `“${sentence}” (${at})`;

export const conditionOfClaim = (condition: string): string => `if: ${condition.replace(/\s+/g, ' ')}`;

export const leftOutReference = (id: string, when: { at: string; condition: string }): string =>
  `"${id}" is left out: the "when" at ${when.at} does not hold (${when.condition}). Put the reference into a "when" too, or "${id}" out of it.`;

export const leftOutNote = (label: string, when: { at: string; condition: string }): string =>
  `the note [^${label}] is left out: the "when" at ${when.at} does not hold (${when.condition}). Put the note outside of it.`;

// ---- words of the document itself ------------------------------------------------------------------------------

export const referencesTitle = 'References';
export const computationTitle = 'How the numbers were made';
export const computationHeaders = ['Job', 'What it does', 'Engine', 'Seed', 'Key'] as const;

export const computationIntroduction = (jobs: number): string =>
  `Every result in this document was computed by ${
    jobs === 1 ? 'the job below' : `one of the ${jobs} jobs below`
  }; what is quoted from a publication was not. A job’s key is the digest of all it depends on: its code, parameters, seed, data, packages and engine.`;

export const filesRead = (files: number): string =>
  files === 1
    ? 'One file was read, checked against the digest in its manifest: '
    : 'These files were read, each checked against the digest in its manifest: ';

/** Of files whose manifest has no digest to check them against. */
export const filesFetched = (files: number): string =>
  files === 1
    ? 'One file was read as it was fetched; its manifest has no digest to tell whether it is as published: '
    : 'These files were read as they were fetched; their manifest has no digests to tell whether they are as published: ';

/** How many of each there are. */
interface Counts {
  numbers: number;
  bound: number;
  published: number;
  literal: number;
}

/** How the document's numbers are accounted for. `held`: claims that hold. */
export const coverageAccount = (counts: Counts, { claims, held }: { claims: number; held: number }): string =>
  `${numbersCovered(counts)}${claimsCovered(claims, held)}Which of them another run gives again is for its verification to say, which stands apart from this document.`;

function numbersCovered({ numbers, bound, published, literal }: Counts): string {
  if (numbers === 0) return '';
  const parts = [
    `${bound} ${bound === 1 ? 'comes' : 'come'} from the jobs above and their parameters`,
    ...(published > 0 ? [`${published} ${published === 1 ? 'is' : 'are'} quoted from publications`] : []),
    ...(literal > 0
      ? [`${literal} ${literal === 1 ? 'is' : 'are'} the author’s own, declared with a reason`]
      : []),
  ];
  const last = parts.pop() ?? '';
  const all = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return `Of ${numbers} ${numbers === 1 ? 'number' : 'numbers'} in this document, ${all}. `;
}

function claimsCovered(claims: number, held: number): string {
  if (claims === 0) return '';
  if (held === claims) return claims === 1 ? 'Its one claim holds. ' : `All ${claims} claims hold. `;
  return `${held} of ${claims} claims hold; the others are marked. `;
}

export const markMeans = (engine: string): string =>
  ` Made by ${engine} instead of the engine that the task prefers; the last digits may differ from those of the preferred engine.`;

export const lockedMarkMeans =
  ' From the locked results: the job was not run when this document was made, since an engine that it needs was not at hand.';

/** Behind a claim about durations that did not hold. */
export const machineMark = '¶';

export const machineMarkMeans =
  ' Did not hold when this document was made: the statement compares durations, which differ from machine to machine.';

export const dataMark = '¬';

export const dataMarkMeans = (title: string): string =>
  ` Does not hold on these data (${title}): the statement was written about other ones.`;

export const numberedAs = (kind: NumberedKind, number: string): string => `${kindWords[kind]} ${number}`;

const kindWords: Record<NumberedKind, string> = {
  table: 'Table',
  figure: 'Figure',
  equation: 'Equation',
  section: 'Section',
};

export const and = (first: string, second: string): string => `${first} and ${second}`;
export const andOthers = (first: string): string => `${first} et al.`;
export const noDate = 'n.d.';

export function storedFileIsGone(path: string): string {
  return `The stored result ${path} was removed while the report was built; build again.`;
}
