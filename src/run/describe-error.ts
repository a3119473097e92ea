import * as messages from '../base/messages/run.ts';
import { formatPlace } from '../base/place.ts';
import { placeInSource } from '../plan/place-in-source.ts';
import { ContextError } from './task-context.ts';
import type { WorkerFailure } from './worker-protocol.ts';

/** An error as an author reads it: its message, and the line of the task's source where it was thrown. */
export function describeError(error: unknown, bundle: string): WorkerFailure {
  const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack : null;
  const place = stack === null ? null : placeInSource(stack, bundle);
  const rule = error instanceof ContextError ? error.rule : 'job-succeeds';
  const text = textOf(error);
  const message = error instanceof ContextError ? text : messages.taskThrew(text);
  return { rule, message, details: place === null ? [] : [messages.thrownAt(formatPlace(place))], stack };
}

/** A task may throw anything, also what resists being read. */
function textOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return String(error);
    const message: unknown = error.message;
    return String(message) || error.name;
  } catch {
    return messages.unspeakable();
  }
}
