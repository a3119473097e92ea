import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { digestBytes } from '../base/digest.ts';
import * as messages from '../base/messages/run.ts';
import { nearestName } from '../base/nearest.ts';
import type { Random } from '../base/random.ts';
import type { ResultTree, ResultValue } from '../base/results.ts';
import { isSystemError } from '../base/system-error.ts';
import type { Checkpoints, Engine, TaskContext } from '../base/task.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { EffortMeter } from './effort.ts';
import { digestResult, isStoredFile, resultAt } from './input-value.ts';
import { createTaskRandom } from './task-random.ts';
import type { OrderedInput, WorkerMessage, WorkerOrder } from './worker-protocol.ts';

/** A mistake with a rule of its own, told from a task's own errors. */
export class ContextError extends Error {
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(message);
    this.rule = rule;
  }
}

/** What a context needs beside the order. */
export interface ContextTools {
  engine: Engine;
  effort: EffortMeter;
  say: (message: WorkerMessage) => void;
}

/**
 * The task's only door to the world: the files and inputs of its order, seeded random numbers, durations, progress,
 * checkpoints.
 */
export function createContext(order: WorkerOrder, { engine, effort, say }: ContextTools): TaskContext {
  return {
    open: (name) => openFile(order, name),
    stream: (name) => streamFile(order, name),
    input: (name) => readInput(order, name),
    random: order.seed === null ? undeclaredRandom() : createTaskRandom(order.seed),
    time: () => performance.now() / 1000,
    progress: createProgress(say),
    checkpoint: createCheckpoints(order, effort),
    // A pipe holds its writer up when it is full, and keeps what was written when the writer is killed.
    log: (line) => {
      process.stdout.write(`${line}\n`);
    },
    engine,
  };
}

/** One checkpoint after another, whether the task waits for them or not. */
function createCheckpoints(order: WorkerOrder, effort: EffortMeter): Checkpoints {
  let last: Promise<void> = Promise.resolve();
  // What it reads after a write is its own.
  let begun = false;
  return {
    read: async () => {
      await last;
      const found = await readCheckpoint(order);
      if (found && !begun) effort.goOnFrom(found.effort);
      begun = true;
      return found?.bytes ?? null;
    },
    write: (bytes) => {
      begun = true;
      const written = last.then(() => keepCheckpoint(order, bytes, effort));
      last = written.catch(() => undefined);
      return written;
    },
  };
}

async function keepCheckpoint(order: WorkerOrder, bytes: unknown, effort: EffortMeter): Promise<void> {
  if (!(bytes instanceof Uint8Array))
    throw new ContextError('checkpoint-is-bytes', messages.checkpointIsNoBytes());
  await writeCheckpoint(order, { bytes, effort: effort.read() }).catch((error: unknown) => {
    if (!isSystemError(error)) throw error;
    throw new ContextError('cache-is-writable', messages.cacheNotWritable(order.cache, error.message));
  });
}

/** Milliseconds between two messages of progress: a loop may tell more than a pipe takes. */
const progressPause = 50;

function createProgress(say: (message: WorkerMessage) => void): TaskContext['progress'] {
  let told = Number.NEGATIVE_INFINITY;
  return ({ done, of, unit, note }) => {
    if (performance.now() - told < progressPause) return;
    told = performance.now();
    say({ type: 'progress', progress: { done, of, unit, ...(note === undefined ? {} : { note }) } });
  };
}

/** Refuses: no seed stands in the key of a task that declares to draw nothing, nor the code that draws. */
export function refuseRandom(): never {
  throw new ContextError('random-is-declared', messages.undeclaredRandom());
}

function undeclaredRandom(): Random {
  const refuse = refuseRandom;
  return {
    get seed() {
      return refuse();
    },
    uniform: refuse,
    normal: refuse,
    below: refuse,
    permutation: refuse,
    seedPair: refuse,
    fork: refuse,
  };
}

async function openFile(order: WorkerOrder, name: string): Promise<Uint8Array> {
  const file = orderedFile(order, name);
  const content = await readWhole(file.path);
  if (content === null || digestBytes(content) !== file.sha256) throw changedFile(name);
  return content;
}

/** Bytes that a stream holds at a time. */
const chunkBytes = 1 << 20;

/** A file whose digest is not the ordered one is refused at its end: until then nobody can know. */
async function* streamFile(order: WorkerOrder, name: string): AsyncGenerator<Uint8Array, void> {
  const file = orderedFile(order, name);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file.path, { highWaterMark: chunkBytes })) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw isSystemError(error) ? changedFile(name) : error;
  }
  if (hash.digest('hex') !== file.sha256) throw changedFile(name);
}

function changedFile(name: string): ContextError {
  return new ContextError('data-is-whole', messages.fileChanged(name));
}

function orderedFile(order: WorkerOrder, name: string): WorkerOrder['files'][number] {
  const file = order.files.find((entry) => entry.name === name);
  if (file) return file;
  const known = order.files.map((entry) => entry.name);
  throw new ContextError('file-is-declared', messages.undeclaredFile(name, known, nearestName(name, known)));
}

async function readInput(order: WorkerOrder, name: string): Promise<ResultValue | Uint8Array> {
  const known = Object.keys(order.inputs);
  const input = order.inputs[name];
  if (!input)
    throw new ContextError('input-is-known', messages.undeclaredInput(name, known, nearestName(name, known)));
  const value = input.locked ?? (await readStored(input));
  if (value === null || digestResult(value) !== input.sha256)
    throw new ContextError('input-is-whole', messages.inputChanged(name));
  if (!isStoredFile(value)) return value;
  const content = await readWhole(join(input.folder, value.name));
  if (content === null || digestBytes(content) !== value.sha256)
    throw new ContextError('input-is-whole', messages.inputChanged(name));
  return content;
}

/** A result of an entry of the store; null where that was damaged or taken away. */
async function readStored({ folder, path }: OrderedInput): Promise<ResultValue | null> {
  const stored = await readWhole(join(folder, 'result.json'));
  const results = stored && readTree(stored);
  return results && resultAt(results, path);
}

/** The bytes of a file; null where it was taken away since the key was made. */
function readWhole(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: unknown) => {
    if (isSystemError(error)) return null;
    throw error;
  });
}

/** A result as it was stored; null where it was damaged since. */
function readTree(stored: Buffer): ResultTree | null {
  try {
    return JSON.parse(stored.toString('utf8')) as ResultTree;
  } catch {
    return null;
  }
}
