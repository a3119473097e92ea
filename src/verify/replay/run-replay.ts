import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { join } from 'node:path';

import { z } from 'zod';

import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Bundle } from '../../base/job.ts';
import * as messages from '../../base/messages/replay.ts';
import { answerSchema, type ReplayAnswer } from './replay-answer.ts';
import type { ReplayJob } from './replay-order.ts';

/** Longest time for all jobs of one task, in seconds. */
const limit = 60;

/** What running a replay needs. */
export interface ReplayTools {
  /** Absolute folder whose `node_modules` hold the generator's packages. */
  packages: string;
  /** Folder with the built `replay-worker.cjs`. */
  program: string;
  signal: AbortSignal;
}

/**
 * Replays all jobs of one task in a process of their own, so that a module that throws or hangs harms nobody; a diagnostic
 * in the module's file where it does.
 */
export async function runReplay(
  bundle: Bundle,
  jobs: readonly ReplayJob[],
  tools: ReplayTools,
): Promise<ReplayAnswer | Diagnostic> {
  const fault = (reason: string, place = { file: bundle.file, line: 1, column: 1 }): Diagnostic => ({
    rule: 'replay-is-declared',
    place,
    message: messages.replayIsUndeclared(reason),
  });
  const order = { root: tools.packages, program: tools.program, path: bundle.path };
  const said = await hear({ ...order, packages: Object.keys(bundle.packages), jobs }, tools);
  if ('failure' in said) return fault(said.failure);
  const parsed = answerSchema.safeParse(said.answer);
  if (!parsed.success) return fault(z.prettifyError(parsed.error).split('\n')[0] ?? '');
  if ('failure' in parsed.data) return fault(parsed.data.failure, parsed.data.place ?? undefined);
  return parsed.data;
}

async function hear(
  order: object,
  { program, signal }: ReplayTools,
): Promise<{ answer: unknown } | { failure: string }> {
  const child = spawn(process.execPath, [join(program, 'replay-worker.cjs')], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
  });
  const seen = { hangs: false };
  const end = (): boolean => child.kill('SIGKILL');
  const timer = setTimeout(() => {
    seen.hangs = end();
  }, limit * 1000);
  signal.addEventListener('abort', end);
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  // One that dies at once does not read its order; its exit code tells.
  child.stdin?.on('error', () => undefined).end(JSON.stringify(order));
  try {
    const [said, errors, code] = await Promise.all([
      text(child.stdio[3] as Readable),
      text(child.stdio[2] as Readable),
      ended,
    ]);
    if (said !== '') return { answer: JSON.parse(said) as unknown };
    const printed = errors.trim().split('\n').at(-1) ?? '';
    return { failure: seen.hangs ? messages.replayHangs(limit) : messages.replayDied(code, printed) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
