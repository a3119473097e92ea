import type { Element } from 'hast';
import { h } from 'hastscript';

import { isRefuted } from '../../base/judgement.ts';
import * as messages from '../../base/messages/verification.ts';
import type { VerifiedNumber } from '../../base/verification.ts';
import { isDifference } from '../../print/is-difference.ts';
import type { Verification } from '../../verify/verification.ts';
import { splitSentence, type Standing } from '../find-in-sentence.ts';
import { changeOf, claimsWords, type Difference, machineWords } from '../findings.ts';
import { type Child, jobId, placeOf } from './parts.ts';

const longestSentence = 500;
const mostResults = 12;
const mostJobs = 6;

/** What differs, where the document shows it, and the jobs that made it. */
export function differenceOf(
  { results, numbers, jobs }: Difference,
  standings: ReadonlyMap<VerifiedNumber, Standing>,
): Element {
  const [first] = results;
  const title = [messages.outcomeSigns.different, ' ', h('code', first?.id ?? numbers[0]?.expression ?? '')];
  const told = results
    .slice(0, mostResults)
    .map(({ id, difference }) =>
      h('p', [...(results.length > 1 ? [h('code', id), ': '] : []), difference ?? '']),
    );
  return h('section.difference', [
    h('h3', title),
    ...told,
    ...more(results.length - mostResults),
    numbers.length === 0
      ? h('p', messages.nowhereShown())
      : h(
          'ul',
          numbers.map((number) => placeItem(number, first === undefined, standings)),
        ),
    ...jobs
      .slice(0, mostJobs)
      .map((job) =>
        h('p.where', [
          h('a', { href: `#${encodeURIComponent(jobId(job.name))}` }, job.name),
          ` (${job.title}), ${machineWords(job)}`,
        ]),
      ),
    ...more(jobs.length - mostJobs),
  ]);
}

function more(count: number): Element[] {
  return count > 0 ? [h('p.where', messages.andMore(count, null))] : [];
}

function placeItem(
  number: VerifiedNumber,
  isAlone: boolean,
  standings: ReadonlyMap<VerifiedNumber, Standing>,
): Element {
  const [before, text, after] = splitSentence(number.sentence, standings.get(number), longestSentence);
  const mark = text === '' ? [] : [h('mark.different', text)];
  return h('li', [
    h('span.changed', changeOf(number)),
    ' “',
    before,
    ...mark,
    after,
    '” ',
    ...(isAlone && number.reason !== null ? [`${number.reason} `] : []),
    placeOf(number.place),
    ' ',
    h('code.where', number.expression),
  ]);
}

/** What keeps it from passing and is no number's. */
export function faultList({ faults }: Verification): Element[] {
  if (faults.length === 0) return [];
  return [
    h(
      'ul.told',
      faults.map(({ rule, message, place, details = [] }) =>
        h('li', [
          ...(place ? [placeOf(place), ' '] : []),
          h('strong', rule),
          ` ${message}`,
          ...lines(details),
        ]),
      ),
    ),
  ];
}

/** How the document is another than was locked. */
export function printList({ print }: Verification): Element[] {
  const rewordings = print.filter((change) => !isDifference(change)).length;
  const items = print
    .filter(isDifference)
    .map(({ of, type, place, sentence, aspects }) =>
      h('li', [
        `${messages.changeWords(of, type)}: “${sentence}” `,
        placeOf(place),
        ...lines(
          aspects.map(
            ({ aspect, locked, now }) => `${messages.aspectWords(aspect)}: ${messages.fromTo(locked, now)}`,
          ),
        ),
      ]),
    );
  return [
    ...(items.length > 0 ? [h('ul.told', items)] : []),
    ...(rewordings > 0 ? [h('p', messages.reworded(rewordings))] : []),
  ];
}

/** How many claims hold, and each that does not, refuted ones first. */
export function claimList(verification: Verification): Element[] {
  const { claims } = verification;
  if (claims.length === 0) return [];
  const open = claims.filter(({ held }) => !held);
  const sorted = open.sort((a, b) => Number(isRefuted(b)) - Number(isRefuted(a)));
  const items = sorted.map((claim) =>
    h('li', [
      h('strong', messages.claimState(claim)),
      `: “${claim.sentence}” `,
      placeOf(claim.place),
      ...lines([messages.conditionOf(claim.condition), ...claim.operands]),
    ]),
  );
  return [h('p', claimsWords(verification)), ...(items.length > 0 ? [h('ul.told', items)] : [])];
}

function lines(texts: readonly string[]): Child[] {
  return texts.length === 0
    ? []
    : [
        h(
          'ul',
          texts.map((text) => h('li', h('code', text))),
        ),
      ];
}
