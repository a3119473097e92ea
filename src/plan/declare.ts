import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { join } from 'node:path';

import { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import type { Bundle } from '../base/job.ts';
import * as messages from '../base/messages/plan.ts';
import { formatPlace, type Place } from '../base/place.ts';
import type { DeclarationData } from '../base/task.ts';
import { declarationSchema } from './declaration-schema.ts';

/** What reading a declaration needs. */
export interface DeclareTools {
  /** Absolute folder whose `node_modules` hold the generator's packages. */
  root: string;
  /** Folder with the built `declare-worker.cjs`. */
  program: string;
  made: Made;
  /** Text of a task's module, for the line of its declaration. */
  readSource: (file: string) => Promise<string | null>;
  /** Longest evaluation of a task's module, in seconds. Default 20. */
  seconds?: number;
}

/**
 * What a task says of itself. A short-lived process evaluates the bundle, so a module that throws or hangs harms
 * nobody; the answer is kept under the bundle's digest. Mistakes stand in the task's file; `place` is where it was asked for.
 */
export async function readDeclaration(
  bundle: Bundle,
  place: Place,
  tools: DeclareTools,
): Promise<DeclarationData | readonly Diagnostic[]> {
  const fault = async (reason: string, thrown: Place | null): Promise<Diagnostic[]> => [
    {
      rule: 'task-is-declared',
      place: thrown ?? (await placeOfDeclaration(bundle.file, tools)),
      message: messages.noDeclaration(bundle.task, reason),
      details: [messages.askedForAt(formatPlace(place))],
    },
  ];
  let answer: string;
  try {
    const parts = { bundle: bundle.sha256, packages: bundle.packages };
    answer = await tools.made.text('declaration', parts, () => evaluate(bundle, tools));
  } catch (error) {
    if (error instanceof DeclareFailure) return fault(error.message, error.place);
    throw error;
  }
  const parsed = declarationSchema.safeParse(JSON.parse(answer));
  return parsed.success ? parsed.data : fault(issuesOf(parsed.error), null);
}

/** The line that exports the declaration; the file's beginning where none does. */
async function placeOfDeclaration(file: string, tools: DeclareTools): Promise<Place> {
  const text = (await tools.readSource(file)) ?? '';
  const found = /^export\s+(?:const|let|var)\s+(?=declaration\b)/m.exec(text);
  if (!found) return { file, line: 1, column: 1 };
  const before = text.slice(0, found.index).split('\n');
  return { file, line: before.length, column: found[0].length + 1 };
}

function issuesOf(error: z.ZodError): string {
  return error.issues
    .map((issue) => {
      // Of a name that will not do, the reasons lie one level below.
      const reasons = issue.code === 'invalid_key' ? issue.issues : [issue];
      return messages.issueAt(issue.path, reasons.map((reason) => reason.message).join(', '));
    })
    .join('; ');
}

/** The module threw, hung or said nothing: the author's mistake, as a sentence. */
class DeclareFailure extends Error {
  /** Where in the task's sources it was thrown. */
  readonly place: Place | null;

  constructor(message: string, place: Place | null = null) {
    super(message);
    this.place = place;
  }
}

const placeSchema = z.object({ file: z.string(), line: z.number(), column: z.number() });
const answerSchema = z.union([
  z.object({ declaration: z.json() }),
  z.object({ failure: z.string(), place: placeSchema.nullable() }),
]);

async function evaluate(bundle: Bundle, tools: DeclareTools): Promise<string> {
  const { root, program } = tools;
  const order = { root, program, path: bundle.path, packages: Object.keys(bundle.packages) };
  const { answer, code, timedOut, printed } = await runProcess(
    join(tools.program, 'declare-worker.cjs'),
    order,
    {
      milliseconds: (tools.seconds ?? 20) * 1000,
    },
  );
  if (timedOut) throw new DeclareFailure(messages.declarationHangs(tools.seconds ?? 20));
  if (answer === '') throw new DeclareFailure(messages.declarationDied(code, printed));
  const parsed = answerSchema.parse(JSON.parse(answer));
  if ('failure' in parsed) throw new DeclareFailure(parsed.failure, parsed.place);
  return JSON.stringify(parsed.declaration);
}

interface ProcessAnswer {
  answer: string;
  code: number | null;
  timedOut: boolean;
  /** Last line it printed to stderr. */
  printed: string;
}

async function runProcess(
  entry: string,
  order: object,
  limit: { milliseconds: number },
): Promise<ProcessAnswer> {
  const child = spawn(process.execPath, [entry, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, limit.milliseconds);
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  try {
    const [answer, errors, code] = await Promise.all([
      text(child.stdio[3] as Readable),
      text(child.stdio[2] as Readable),
      ended,
    ]);
    return { answer, code, timedOut, printed: errors.trim().split('\n').at(-1) ?? '' };
  } finally {
    clearTimeout(timer);
  }
}
