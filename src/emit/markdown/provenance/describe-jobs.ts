import * as messages from '../../../base/messages/provenance.ts';
import {
  digestDigits,
  type ExperimentOrigin,
  groupByExperiment,
  type JobOrigin,
  printParameters,
} from '../../../base/provenance.ts';
import { experimentId } from './describe-shown.ts';
import { cellCode, codeWords, plainWords, writeTable } from '../../../base/markdown-words.ts';

/** What was run: of each experiment what its jobs have in common, and a table of them. Blocks of Markdown. */
export function describeJobs(jobs: readonly JobOrigin[]): string[] {
  const experiments = groupByExperiment(jobs);
  if (experiments.length === 0) return [];
  return [
    `## ${messages.jobsHeading}`,
    messages.jobsIntroduction,
    ...experiments.flatMap(describeExperiment),
  ];
}

function describeExperiment({ name, task, title, code, given, files, jobs }: ExperimentOrigin): string[] {
  const { ofExperiment: words } = messages;
  const facts: readonly (readonly [term: string, says: string])[] = [
    [words.task, `${plainWords(title)} (${codeWords(task)})`],
    [words.code, `${codeWords(code.file)}, ${codeWords(code.sha256.slice(0, digestDigits))}`],
    [words.parameters, codeWords(printParameters(given))],
    [words.data, files.map(codeWords).join(', ')],
  ];
  const list = facts.flatMap(([term, says]) => (says === '' ? [] : [`- ${term}: ${says}`]));
  const rows = jobs.map(({ origin, own }) => [
    cellCode(origin.job),
    cellCode(printParameters(own)),
    origin.seed === null ? '–' : String(origin.seed),
    plainWords(origin.engine.title),
    cellCode(origin.key.slice(0, digestDigits)),
  ]);
  const anchor = `<a id="${experimentId(name)}"></a>`;
  return [`### ${anchor}${plainWords(name)}`, list.join('\n'), writeTable(messages.jobHeaders, rows)];
}
