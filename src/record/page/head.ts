import type { Element } from 'hast';
import { h } from 'hastscript';

import * as messages from '../../base/messages/verification.ts';
import type { Verification } from '../../verify/verification.ts';
import type { Findings } from '../findings.ts';
import { sign, tableOf } from './parts.ts';

/** Title, verdict and how it was run. */
export function titleBlock(verification: Verification, { partial, verdict, effort }: Findings): Element {
  const { report, commit, changed, dataset, choice, passed, replay } = verification;
  const kind = !passed ? 'caution' : partial === null ? 'tip' : 'warning';
  const run = [
    effort,
    ...(choice ? [messages.howChosen(choice)] : []),
    ...(dataset === null ? [] : [messages.ofDataset(dataset)]),
    ...(commit === null ? [] : [messages.ofCommit(commit, changed)]),
  ];
  return h('header.title', [
    h('h1', messages.titles.verification),
    h('p.subtitle', report),
    h(
      'section',
      { className: ['callout', `callout-${kind}`, 'verdict'], ariaLabel: messages.titles.verdict },
      [
        partial === null ? null : h('p.callout-title.partial', partial),
        h('p.callout-title', `${passed ? '✓' : '✗'} ${verdict}`),
        replay ? h('p', `${messages.replayDone(replay)}.`) : null,
      ],
    ),
    h('p.date', `${run.join('; ')}.`),
  ]);
}

/** The numbers by outcome, as a bar and as a table. */
export function outcomeTable({ counts }: Verification, total: number): Element[] {
  const some = messages.outcomes.filter((outcome) => counts[outcome] > 0);
  const bar = some.map((outcome) =>
    h(
      'span',
      { className: [outcome, 'label'], style: `flex-grow:${counts[outcome]}` },
      messages.outcomeSigns[outcome],
    ),
  );
  const rows = messages.outcomes.map((outcome) =>
    h('tr', { className: [outcome, ...(counts[outcome] === 0 ? ['none'] : [])] }, [
      h('td', [sign(outcome)]),
      h('td.right', String(counts[outcome])),
      h('td.right', messages.share(counts[outcome], total)),
      h('td', messages.outcomeMeanings[outcome]),
    ]),
  );
  return [
    h('div.bar', { ariaHidden: 'true' }, bar),
    tableOf(messages.headers.outcomes, rows, { className: ['outcomes'], right: [1, 2] }),
  ];
}
