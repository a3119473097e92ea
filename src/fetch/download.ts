import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { z } from 'zod';

import * as messages from '../base/messages/fetch.ts';
import { isSystemError } from '../base/system-error.ts';
import { readJsonFile, writeFileAtomically } from '../plan/cache-files.ts';
import { requireSpace, sizeOf } from './disk.ts';
import { FetchFault, type FetchTools } from './watcher.ts';

/** What is known of a download that is under way, beside the bytes that have come. */
const stateSchema = z.object({
  url: z.string(),
  /** What the server calls this edition of the file: a strong ETag, or when it was last changed. */
  validator: z.string().nullable(),
  total: z.number().nullable(),
});
type State = z.infer<typeof stateSchema>;

/** A file to be fetched. */
export interface Download {
  url: string;
  /** Absolute path of the file to be; it stands there once it is whole. */
  path: string;
  /** What it is called in messages. */
  what: string;
  hand: messages.ByHand & { isProxied: boolean };
}

/** A connection that broke off: to be tried again. */
class Interrupted extends Error {}

/** An answer that does not continue what has come: to be tried again from the beginning. */
class OtherEdition extends Interrupted {}

/** Attempts in a row that bring nothing, before it is given up. */
const mostAttempts = 5;

/**
 * Fetches a file over HTTP, and goes on where an earlier, killed attempt was: what has come lies beside as `.partial`,
 * and the server is asked for the rest of the same edition (Range with If-Range, RFC 9110). A server that gives no
 * parts, or has another edition now, sends all of it, and it starts over. What came whole from this address before is
 * taken. Throws a FetchFault.
 */
export async function download(file: Download, tools: FetchTools): Promise<void> {
  if (await isWhole(file)) return;
  let fruitless = 0;
  for (;;) {
    const before = (await sizeOf(partOf(file))) ?? 0;
    try {
      await attempt(file, tools);
      await rename(partOf(file), file.path);
      return;
    } catch (error) {
      tools.signal.throwIfAborted();
      if (!(error instanceof Interrupted)) throw explain(error, file);
      if (error instanceof OtherEdition) await rm(partOf(file), { force: true });
      fruitless = ((await sizeOf(partOf(file))) ?? 0) > before ? 1 : fruitless + 1;
      if (fruitless >= mostAttempts)
        throw new FetchFault(messages.keepsBreakingOff(file.url, error.message, file.hand), { cause: error });
      tools.watcher.say(messages.triesAgain(error.message));
      await wait(tools.pause * 2 ** (fruitless - 1), undefined, { signal: tools.signal });
    }
  }
}

/** What it is known of stays beside a whole file, so that another address is not given what came from this one. */
async function isWhole(file: Download): Promise<boolean> {
  const state = await readJsonFile(stateOf(file), stateSchema);
  return state?.url === file.url && (await sizeOf(file.path)) !== null;
}

const partOf = ({ path }: Download): string => `${path}.partial`;
const stateOf = ({ path }: Download): string => `${path}.json`;

function explain(error: unknown, file: Download): unknown {
  return isSystemError(error) && error.syscall !== undefined && !isNetworkCall(error.syscall)
    ? new FetchFault(messages.cannotWrite(dirname(file.path), error.message), { cause: error })
    : error;
}

function isNetworkCall(call: string): boolean {
  return ['connect', 'getaddrinfo', 'read'].includes(call);
}

/** Milliseconds without a byte after which a connection counts as broken. */
const longestSilence = 60_000;

interface Stall {
  signal: AbortSignal;
  awake: () => void;
  end: () => void;
}

/** A signal that aborts with another, or once nothing has been heard for too long. */
function createStall(outer: AbortSignal): Stall {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(outer.reason);
  };
  const sleep = setTimeout(() => {
    controller.abort(new Interrupted(messages.silence(longestSilence / 1000)));
  }, longestSilence);
  outer.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    awake: () => sleep.refresh(),
    end: () => {
      clearTimeout(sleep);
      outer.removeEventListener('abort', stop);
    },
  };
}

async function attempt(file: Download, tools: FetchTools): Promise<void> {
  const begun = await findBegun(file);
  const stall = createStall(tools.signal);
  try {
    const response = await request(file, begun, stall.signal);
    const { start, state } = readAnswer(response, file, begun);
    if (begun && start > 0) tools.watcher.say(messages.goesOnAt(start));
    if (begun && start === 0) tools.watcher.say(messages.startsOver(begun.done));
    if (state.total !== null) await requireSpace(dirname(file.path), state.total - start);
    await writeFileAtomically(stateOf(file), JSON.stringify(state));
    await receive(response, { file, start, state }, { ...tools, awake: stall.awake });
  } finally {
    stall.end();
  }
}

interface Begun extends State {
  done: number;
}

/** What has come before of a file with this address; null where it is nothing that could be gone on with. */
async function findBegun(file: Download): Promise<Begun | null> {
  const state = await readJsonFile(stateOf(file), stateSchema);
  const done = await sizeOf(partOf(file));
  if (state?.url !== file.url || done === null || done === 0) return null;
  return { ...state, done };
}

async function request(file: Download, begun: Begun | null, signal: AbortSignal): Promise<Response> {
  const rest: Record<string, string> = begun === null ? {} : { range: `bytes=${begun.done}-` };
  if (begun !== null && begun.validator !== null) rest['if-range'] = begun.validator;
  // What is compressed on its way has other lengths than the file.
  const headers = { ...rest, 'accept-encoding': 'identity' };
  const response = await fetch(file.url, { headers, signal }).catch((error: unknown) => {
    throw describeFailure(error, file);
  });
  if (response.status >= 500 || response.status === 429)
    throw new Interrupted(messages.answered(response.status));
  return response;
}

interface Answer {
  /** Where what comes belongs: 0 for the whole file. */
  start: number;
  state: State;
}

function readAnswer(response: Response, file: Download, begun: Begun | null): Answer {
  const { status, headers } = response;
  const validator = strongTag(headers.get('etag')) ?? headers.get('last-modified');
  if (status === 206 && begun !== null) {
    const [, from, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
    const isRest = Number(from) === begun.done && (begun.total ?? Number(total)) === Number(total);
    if (isRest) return { start: begun.done, state: { ...begun, total: Number(total) } };
  }
  // Nothing is left of it: all came, or what came is not of this file.
  if (status === 416 && begun !== null && begun.done === begun.total)
    return { start: begun.done, state: begun };
  if (status !== 200) {
    if (begun !== null && (status === 206 || status === 416)) throw new OtherEdition(messages.otherEdition());
    throw new FetchFault(messages.refusedByServer(file.url, status, file.hand));
  }
  const length = headers.get('content-length');
  return { start: 0, state: { url: file.url, validator, total: length === null ? null : Number(length) } };
}

/** Weak tags promise the same meaning, not the same bytes. */
function strongTag(tag: string | null): string | null {
  return tag === null || tag.startsWith('W/') ? null : tag;
}

async function receive(
  response: Response,
  { file, start, state }: Answer & { file: Download },
  { watcher, awake }: Pick<FetchTools, 'watcher'> & Pick<Stall, 'awake'>,
): Promise<void> {
  const out = await open(partOf(file), start === 0 ? 'w' : 'a');
  let done = start;
  try {
    if (response.status === 416) return;
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      awake();
      await out.appendFile(next.value);
      done += next.value.length;
      watcher.progress(file.what, done, state.total);
    }
  } catch (error) {
    throw describeFailure(error, file);
  } finally {
    await out.close();
  }
  if (state.total !== null && done !== state.total)
    throw new Interrupted(messages.cameShort(done, state.total));
}

/** Codes of failures that no second attempt mends at once: no such host, nobody there, no trust. */
const lasting =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|.*CERT.*|ERR_TLS.*|ERR_SSL.*)$/;

/** What Node's fetch says hides in the causes of "fetch failed" and "terminated". */
function describeFailure(error: unknown, { url, hand }: Download): unknown {
  if (!(error instanceof Error) || error instanceof Interrupted || error.name === 'AbortError') return error;
  const { cause } = error;
  if (!(error instanceof TypeError)) return error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = cause instanceof Error && cause.message !== '' ? cause.message : code || error.message;
  return lasting.test(code)
    ? new FetchFault(messages.unreachable(url, why, hand), { cause: error })
    : new Interrupted(why, { cause: error });
}
