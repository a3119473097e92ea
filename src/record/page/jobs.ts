import type { Element } from 'hast';
import { h } from 'hastscript';

import { shortDuration } from '../../base/messages/run.ts';
import * as messages from '../../base/messages/verification.ts';
import type { MachineFacts, Verification } from '../../verify/verification.ts';
import { type MachineComparison, sameness } from '../findings.ts';
import { folded, jobId, sign, tableOf } from './parts.ts';

/** Every job with what became of it, folded away. */
export function jobTable({ jobs }: Verification): Element[] {
  if (jobs.length === 0) return [];
  const rows = jobs.map(({ name, title, outcome, seconds }) =>
    h('tr', { id: jobId(name), className: [outcome] }, [
      h('td', [h('code', name)]),
      h('td', title),
      h('td', [sign(outcome)]),
      h('td.right', seconds === null ? '–' : shortDuration(seconds)),
    ]),
  );
  const table = tableOf(messages.headers.jobs, rows, { className: ['jobs'], right: [3] });
  return [folded([messages.plural(jobs.length, 'job')], [table])];
}

const facts: readonly (keyof MachineFacts)[] = ['cpu', 'platform', 'engine', 'instructionSet', 'node'];

/** What jobs were locked on, and what they ran on here. */
export function machineTable(comparison: MachineComparison): Element {
  const { locked, now, jobs } = comparison;
  const rows = facts.map((fact) => {
    const same = sameness(comparison, fact);
    const isOther = same === messages.factDiffers();
    const cells = [messages.factNames[fact], locked?.[fact] ?? '–', now[fact] ?? '–', same];
    return h(
      'tr',
      { className: isOther ? ['fact-differs'] : null },
      cells.map((cell) => h('td', cell)),
    );
  });
  return tableOf([messages.onJobs(jobs), ...messages.headers.machine], rows);
}
