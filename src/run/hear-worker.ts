import type { ChildProcess } from 'node:child_process';

import { z } from 'zod';

import type { Tail } from './worker-log.ts';
import { readLines } from './worker-log.ts';
import type { WorkerAnswer, WorkerMessage } from './worker-protocol.ts';

/** What comes of a worker on its way: progress, and the lines it prints. */
export type WorkerNews = Extract<WorkerMessage, { type: 'progress' }> | { type: 'log'; line: string };

/** What a worker has said so far. */
export interface Heard {
  /** Of several answers the first counts. */
  answer(): WorkerAnswer | null;
  /** Whether the worker has read its order. */
  begun(): boolean;
}

const answerSchema = z.union([
  z.object({ status: z.literal('done'), seconds: z.number(), memory: z.number() }),
  z.object({
    status: z.literal('failed'),
    rule: z.string(),
    message: z.string(),
    details: z.array(z.string()),
    stack: z.string().nullable(),
  }),
]);
const progressSchema = z.object({
  done: z.number(),
  of: z.number(),
  unit: z.string(),
  note: z.string().exactOptional(),
});
const messageSchema: z.ZodType<WorkerMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begun') }),
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({ type: z.literal('answer'), answer: answerSchema }),
]);

/** Listens to a worker; what is no message is passed over. */
export function hearWorker(child: ChildProcess, tail: Tail, tell: (news: WorkerNews) => void): Heard {
  let first: WorkerAnswer | null = null;
  let begun = false;
  const log = (line: string): void => {
    tail.add(line);
    tell({ type: 'log', line });
  };
  child.on('message', (received) => {
    const message = messageSchema.safeParse(received).data;
    if (message) begun = true;
    if (message?.type === 'answer') first ??= message.answer;
    else if (message?.type === 'progress') tell(message);
  });
  for (const stream of [child.stdout, child.stderr]) if (stream) readLines(stream, log);
  return { answer: () => first, begun: () => begun };
}
