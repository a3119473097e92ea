import type {
  Heading,
  InlineCode,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  TableRow,
  Text,
} from 'mdast';

import {
  computationHeaders,
  computationIntroduction,
  computationTitle,
  coverageAccount,
  filesFetched,
  filesRead,
  lockedMarkMeans,
  markMeans,
} from '../base/messages/fill.ts';
import type { DocumentCoverage } from '../base/coverage.ts';
import { computationId, digestDigits } from '../base/provenance.ts';
import type { JobResults } from '../base/results.ts';
import { engineMarks, type Fallbacks } from './engine-marks.ts';

/** What the section tells beside the jobs. */
export interface Computation {
  fallbacks: Fallbacks;
  /** What the marks of claims mean. */
  claimMarks: readonly string[];
  coverage: DocumentCoverage;
  /** How many claims hold. */
  held: number;
}

/**
 * The last section: which job made the numbers, on which engine, from which seed, under which key; how many there are of
 * each origin; and what the marks mean. Nothing without jobs. It says nothing of locked results or verifications: the
 * document depends on its sources and results alone, so that it is the same bytes on every machine.
 */
export function describeComputation(
  jobs: readonly JobResults[],
  { fallbacks, claimMarks, coverage, held }: Computation,
): RootContent[] {
  if (jobs.length === 0) return [];
  const heading: Heading = {
    type: 'heading',
    depth: 1,
    children: [text(computationTitle)],
    data: { label: { id: computationId, unnumbered: true, place: { file: '', line: 1, column: 1 } } },
  };
  return [
    heading,
    paragraph([text(computationIntroduction(jobs.length))]),
    jobTable(jobs),
    ...listFiles(jobs),
    paragraph([text(coverageAccount(coverage, { claims: coverage.claims, held }))]),
    ...explainMarks(jobs, fallbacks),
    ...claimMarks.map((means) => paragraph([text(means)])),
  ];
}

function jobTable(jobs: readonly JobResults[]): Table {
  const head = row(computationHeaders.map((header) => [text(header)]));
  const rows = jobs.map((job) =>
    row([
      [code(job.job)],
      [text(`${job.title} (`), code(job.task), text(')')],
      [text(job.engine.title)],
      [text(job.seed === null ? '–' : String(job.seed))],
      [code(job.key.slice(0, digestDigits))],
    ]),
  );
  return { type: 'table', align: ['left', 'left', 'left', 'right', 'left'], children: [head, ...rows] };
}

/** The data and weight files read by any job, each once. */
function listFiles(jobs: readonly JobResults[]): Paragraph[] {
  const files = jobs.flatMap((job) => job.files);
  return [
    ...nameFiles(
      files.filter(({ isMeasured }) => !isMeasured),
      filesRead,
    ),
    ...nameFiles(
      files.filter(({ isMeasured }) => isMeasured),
      filesFetched,
    ),
  ];
}

function nameFiles(files: readonly { name: string }[], introduce: (files: number) => string): Paragraph[] {
  const names = [...new Set(files.map(({ name }) => name))];
  if (names.length === 0) return [];
  const list = names.flatMap((name, index) => (index === 0 ? [code(name)] : [text(', '), code(name)]));
  return [paragraph([text(introduce(names.length)), ...list, text('.')])];
}

function explainMarks(jobs: readonly JobResults[], fallbacks: Fallbacks): Paragraph[] {
  const titles = new Map(jobs.map(({ engine }) => [engine.name, engine.title]));
  return [...engineMarks(fallbacks)].map(([name, mark]) => {
    const meaning = name === 'locked' ? lockedMarkMeans : markMeans(titles.get(name) ?? name);
    return paragraph([text(mark.text + meaning)]);
  });
}

function row(cells: readonly PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
}

function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

function code(value: string): InlineCode {
  return { type: 'inlineCode', value };
}

function text(value: string): Text {
  return { type: 'text', value };
}
