import { ReportError } from '../base/diagnostic.ts';
import type { KeyParts } from '../base/job.ts';
import { canonicalJson, type Json } from '../base/json.ts';
import * as messages from '../base/messages/run.ts';
import { nearestName } from '../base/nearest.ts';
import type { Plan } from '../plan/plan-jobs.ts';
import { changedParts, digits, shorten } from './changed-parts.ts';
import { completeKey, type KeyedJob } from './job-key.ts';
import { readLastRun } from './last-run.ts';
import { entryFolder, readEntry, type StoredEntry } from './store.ts';

/** Where a job stands: its key (null while a job it takes from must run first) and its results in the store, if any. */
export interface JobState {
  keyed: KeyedJob | null;
  entry: StoredEntry | null;
  /** Jobs whose results are needed for the key, and are not in the store. */
  waitsFor: readonly string[];
}

/** Looks up every job of a plan without running any. */
export async function examineJobs(plan: Pick<Plan, 'jobs'>, cache: string): Promise<Map<string, JobState>> {
  const states = new Map<string, JobState>();
  const entries = new Map<string, StoredEntry>();
  // Every job stands behind those it takes from.
  for (const job of plan.jobs) {
    const upstream = Object.values(job.inputs).map((input) => input.job);
    const waitsFor = upstream.filter((name) => !entries.has(name));
    if (waitsFor.length > 0) {
      states.set(job.name, { keyed: null, entry: null, waitsFor });
      continue;
    }
    const keyed = completeKey(job, entries);
    const entry = await readEntry(entryFolder(cache, keyed.key), keyed.key);
    if (entry) entries.set(job.name, entry);
    states.set(job.name, { keyed, entry, waitsFor });
  }
  return states;
}

/**
 * Says why a job runs or does not: its key's parts, what changed since its last run, whether its results are stored.
 * Throws a ReportError with the nearest name where there is no such job.
 */
export async function explainJob(plan: Plan, name: string, cache: string): Promise<string> {
  const job = plan.jobs.find((each) => each.name === name);
  if (!job) {
    const known = plan.jobs.map((each) => each.name);
    const message = messages.unknownJob(name, known, nearestName(name, known));
    throw new ReportError([{ rule: 'job-is-known', message }]);
  }
  const state = (await examineJobs(plan, cache)).get(name);
  const head = messages.jobHead(name, job.bundle.task, job.declaration.title);
  if (!state?.keyed) return [head, messages.waitsFor(state?.waitsFor ?? [])].join('\n');
  const { key, parts } = state.keyed;
  const last = await readLastRun(cache, name);
  return [
    head,
    state.entry ? messages.storedUnder(key, state.entry.record.seconds) : messages.notStored(key),
    ...describeParts(parts, job.bundle.file).map(([part, text]) => messages.keyPart(part, text)),
    ...(last ? describeChanges(last.parts, parts) : [messages.neverRan()]),
  ].join('\n');
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
