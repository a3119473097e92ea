import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';

import * as messages from '../base/messages/run.ts';
import { ContextError } from './task-context.ts';
import type { WorkerFailure } from './worker-protocol.ts';

/** An error as an author reads it: its message, and the line of the task's source where it was thrown. */
export async function describeError(error: unknown, bundle: string): Promise<WorkerFailure> {
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  const place = stack === null ? null : await placeInSource(stack, bundle);
  const rule = error instanceof ContextError ? error.rule : 'job-succeeds';
  const text = error instanceof Error ? error.message || error.name : String(error);
  const message = error instanceof ContextError ? text : messages.taskThrew(text);
  return { rule, message, details: place === null ? [] : [messages.thrownAt(place)], stack };
}

/** The topmost frame that lies in the bundle, through its source map: `src/tasks/x.ts:12:5`. */
async function placeInSource(stack: string, bundle: string): Promise<string | null> {
  const at = stack.indexOf(bundle);
  const found = at < 0 ? null : /^:(\d+):(\d+)/.exec(stack.slice(at + bundle.length));
  if (!found) return null;
  const map = await readFile(`${bundle}.map`, 'utf8').catch(() => null);
  if (map === null) return null;
  const source = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const entry = source.findEntry(Number(found[1]) - 1, Number(found[2]) - 1);
  if (!('originalSource' in entry)) return null;
  return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
