import { readFileSync, writeSync } from 'node:fs';

import * as messages from '../../base/messages/replay.ts';
import type { ReplayContext, ReplayModule } from '../../base/replay.ts';
import type { TaskResults } from '../../base/results.ts';
import { evaluateBundle } from '../../plan/evaluate-bundle.ts';
import { createPackageLoader } from '../../plan/load-package.ts';
import { placeInSource } from '../../plan/place-in-source.ts';
import { resultAt } from '../../run/input-value.ts';
import { splitRead, type ReplayJob, type ReplayOrder } from './replay-order.ts';

/*
 * Entry of a short-lived process: evaluates the bundle of one replay and computes the results of all its jobs. The answer
 * goes to file descriptor 3; what the module prints cannot be taken for it.
 */

function load(order: ReplayOrder): ReplayModule {
  const code = readFileSync(order.path, 'utf8');
  const loader = createPackageLoader(order.root, order.program);
  const exported = evaluateBundle({ path: order.path, code, packages: order.packages }, loader);
  const { replay, run } = exported;
  if (typeof replay !== 'object' || replay === null) throw new Error('it exports no "replay"');
  if (typeof run !== 'function') throw new Error('it exports no function "run"');
  return { replay, run } as ReplayModule;
}

function replayJob({ replay, run }: ReplayModule, job: ReplayJob): unknown {
  try {
    return { job: job.job, results: toJson(run(job.given, createContext(job, new Set(replay.reads)))) };
  } catch (error) {
    return { job: job.job, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Numbers as they would stand in a locked file; what is none (NaN) is told apart there, too. */
function toJson(results: TaskResults): unknown {
  return JSON.parse(JSON.stringify(results));
}

function createContext(job: ReplayJob, reads: ReadonlySet<string>): ReplayContext {
  return {
    file: (name) => {
      const path = reads.has(name) ? job.files[name] : undefined;
      if (path === undefined) throw new Error(messages.nothingToRead(name));
      return new Uint8Array(readFileSync(path));
    },
    result: (name) => {
      const { input, path } = splitRead(name);
      const from = input === null ? job.own : reads.has(name) ? job.inputs[input] : undefined;
      const value = from ? resultAt(from, path.split('.')) : null;
      if (value === null) throw new Error(messages.nothingToRead(name));
      return value;
    },
  };
}

function answer(): unknown {
  const order = JSON.parse(readFileSync(0, 'utf8')) as ReplayOrder;
  try {
    const module = load(order);
    return { replay: module.replay, jobs: order.jobs.map((job) => replayJob(module, job)) };
  } catch (error) {
    if (!(error instanceof Error)) return { failure: String(error), place: null };
    return { failure: error.message, place: placeInSource(error.stack ?? '', order.path) };
  }
}

const bytes = Buffer.from(JSON.stringify(answer()));
// A pipe takes what it has room for.
for (let at = 0; at < bytes.length;) at += writeSync(3, bytes, at);
process.exit(0);
