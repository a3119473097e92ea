import type { Job, KeyParts } from '../base/job.ts';
import * as messages from '../base/messages/run.ts';
import { jobKey, keyParts } from '../plan/key.ts';
import { digestResult, isStoredFile, resultAt } from './input-value.ts';
import type { StoredEntry } from './store.ts';
import type { OrderedInput } from './worker-protocol.ts';

/** A job whose inputs are known: its key, and where the inputs stand. */
export interface KeyedJob {
  job: Job;
  key: string;
  parts: KeyParts;
  inputs: { readonly [name: string]: OrderedInput };
  /** Of the inputs, those that are files of which nothing but the digest is at hand. */
  lacking: readonly string[];
}

/** Completes a job's key with the digests of its inputs. `entries` holds the results of the jobs it takes from. */
export function completeKey(job: Job, entries: ReadonlyMap<string, StoredEntry>): KeyedJob {
  const inputs: Record<string, OrderedInput> = {};
  const lacking: string[] = [];
  for (const [name, { job: upstream, path }] of Object.entries(job.inputs)) {
    const entry = entries.get(upstream);
    const value = entry ? resultAt(entry.results, path) : null;
    // The plan checked the path against the declaration, and the worker the results: this is a fault of ours.
    if (!entry || value === null)
      throw new Error(`no result ${path.join('.')} of ${upstream} for ${job.name}`);
    const locked = 'result.json' in entry.record.files ? null : value;
    if (isStoredFile(value) && !(value.name in entry.record.files)) lacking.push(name);
    inputs[name] = { folder: entry.folder, path, sha256: digestResult(value), locked };
  }
  const digests = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.sha256]));
  const parts = keyParts(job, digests);
  return { job, key: jobKey(parts), parts, inputs, lacking };
}

/** In words, that a job takes a file of which the locked results hold the digest only; null where it can run. */
export function findLackingFile({ job, lacking: [name = ''] }: KeyedJob): string | null {
  const input = job.inputs[name];
  return input ? messages.fileIsNotLocked([input.job, ...input.path].join('.'), input.job) : null;
}
