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
  /** The answer of a worker that waits for another order after it; one that ends after its job never gives it. */
  stays: Promise<WorkerAnswer>;
  /** Listens no more: what comes from now on is another job's. */
  forget(): void;
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
  z.object({ type: z.literal('answer'), answer: answerSchema, stays: z.boolean() }),
]);

/** Listens to a worker; what is no message is passed over. */
export function hearWorker(child: ChildProcess, tail: Tail, tell: (news: WorkerNews) => void): Heard {
  let first: WorkerAnswer | null = null;
  let begun = false;
  let stay: (answer: WorkerAnswer) => void = () => undefined;
  const stays = new Promise<WorkerAnswer>((resolve) => {
    stay = resolve;
  });
  const log = (line: string): void => {
    tail.add(line);
    tell({ type: 'log', line });
  };
  const listen = (received: unknown): void => {
    const message = messageSchema.safeParse(received).data;
    if (message) begun = true;
    if (message?.type === 'answer') first ??= message.answer;
    else if (message?.type === 'progress') tell(message);
    if (message?.type === 'answer' && message.stays && message.answer === first) stay(message.answer);
  };
  child.on('message', listen);
  const streams = [child.stdout, child.stderr].flatMap((stream) => (stream ? [readLines(stream, log)] : []));
  const forget = (): void => {
    child.off('message', listen);
    for (const stop of streams) stop();
  };
  return { answer: () => first, begun: () => begun, stays, forget };
}
