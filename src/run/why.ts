import { ReportError } from '../base/diagnostic.ts';
import type { KeyParts } from '../base/job.ts';
import { canonicalJson, type Json } from '../base/json.ts';
import * as messages from '../base/messages/run.ts';
import { nearestName } from '../base/nearest.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import { changedParts, digits, shorten } from './changed-parts.ts';
import { examineJobs, type JobState, type ResultPlaces } from './examine-jobs.ts';
import type { KeyedJob } from './job-key.ts';
import { readLastRun } from './last-run.ts';

/**
 * Says why a job runs or does not: its key's parts, what changed since its last run, whether its results are stored.
 * Throws a ReportError with the nearest name where there is no such job.
 */
export async function explainJob(
  plan: Pick<Plan, 'jobs'>,
  name: string,
  places: ResultPlaces,
): Promise<string> {
  const job = plan.jobs.find((each) => each.name === name);
  if (!job) {
    const known = plan.jobs.map((each) => each.name);
    const message = messages.unknownJob(name, known, nearestName(name, known));
    throw new ReportError([{ rule: 'job-is-known', message }]);
  }
  const state = (await examineJobs(plan, places)).get(name);
  const head = messages.jobHead(name, job.bundle.task, job.declaration.title);
  if (state?.hindered?.standIn.type === 'none') {
    const { message, standIn } = state.hindered;
    return [head, ...[message, ...standIn.details].map(messages.indented)].join('\n');
  }
  if (!state?.keyed) return [head, messages.waitsFor(state?.waitsFor ?? [])].join('\n');
  const { parts } = state.keyed;
  const last = await readLastRun(places.cache, name);
  return [
    head,
    describeEntry(state.keyed, state),
    ...describeParts(parts, job.bundle.file).map(([part, text]) => messages.keyPart(part, text)),
    ...(last ? describeChanges(last.parts, parts) : [messages.neverRan()]),
  ].join('\n');
}

function describeEntry({ key }: KeyedJob, { entry, hindered }: JobState): string {
  if (entry) return messages.storedUnder(key, entry.record.seconds);
  return hindered ? messages.lockedUnder(key) : messages.notStored(key);
}

function describeParts(parts: KeyParts, file: string): [string, string][] {
  return [
    ['code', `${parts.code.slice(0, digits)}  ${file}`],
    ['parameters', canonicalJson(parts.parameters)],
    ['seed', parts.seed === null ? messages.noSeed() : String(parts.seed)],
    ['data', describeDigests(parts.files)],
    ['inputs', describeDigests(parts.inputs)],
    ['packages', describeMembers(parts.packages)],
    ['engine', describeMembers(parts.engine)],
    ['runtime', describeDigests(parts.runtime)],
  ];
}

function describeDigests(digests: { readonly [name: string]: string }): string {
  return describeMembers(
    Object.fromEntries(Object.entries(digests).map(([name, digest]) => [name, digest.slice(0, digits)])),
  );
}

function describeMembers(members: { readonly [name: string]: Json }): string {
  const shown = Object.entries(members).map(([name, value]) => `${name} ${shorten(value)}`);
  return shown.length > 0 ? shown.join(', ') : messages.none();
}

function describeChanges(last: KeyParts, now: KeyParts): string[] {
  const changed = changedParts(last, now);
  if (changed.length === 0) return [messages.nothingChanged()];
  return [messages.changedTitle(), ...changed.map(({ reason, text }) => messages.keyPart(reason, text))];
}
