import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

import * as messages from '../base/messages/run.ts';

/** The end of what a worker printed. */
export interface Tail {
  add: (line: string) => void;
  /** With a title, for the details of a diagnostic; empty without a line. */
  lines(): string[];
  /** The line that names an error, or the last one; empty without a line. */
  lastError(): string;
  /** Whether Node said, before it died, that its heap was full. */
  outOfMemory(): boolean;
}

/** What Node says of itself before it dies for want of memory: its collections, its stack. */
const lastBreath = /^<--- (Last few GCs|JS stacktrace) --->|^FATAL ERROR: |^----- Native stack trace -----/;
const noMemory = /^FATAL ERROR: .*(out of memory|allocation failed)/i;

const tailLength = 12;
const lineLength = 300;

/** Keeps the last lines only, without what would move a terminal's cursor: a task may print anything, without end. */
export function createTail(): Tail {
  const kept: string[] = [];
  let dying = false;
  let outOfMemory = false;
  return {
    add: (line) => {
      if (!dying && lastBreath.test(line)) {
        dying = true;
        // Node sets its own words off by an empty line.
        if (kept.at(-1) === '') kept.pop();
      }
      outOfMemory ||= noMemory.test(line);
      if (dying) return;
      kept.push(line.slice(0, lineLength).replace(/\p{Cc}/gu, ''));
      if (kept.length > tailLength) kept.shift();
    },
    outOfMemory: () => outOfMemory,
    lastError: () => kept.find((line) => /^\w*Error\b/.test(line)) ?? kept.at(-1) ?? '',
    lines: () => (kept.length > 0 ? [messages.logTail(), ...kept.map((line) => `  ${line}`)] : []),
  };
}

/** Bytes of a chunk that are looked at: more than the tail can show, and little enough to keep up with any printer. */
const enough = 16_384;

/**
 * Tells the lines of a stream as they come. Of what comes in a flood only the end is told, and of a line without end
 * only the beginning: neither the pipe nor the memory fills up. Gives what ends the telling.
 */
export function readLines(stream: Readable, hear: (line: string) => void): () => void {
  const decoder = new StringDecoder('utf8');
  let open = '';
  const tell = (text: string): void => {
    const lines = text.split(/\r?\n/);
    lines[0] = open + (lines[0] ?? '');
    open = (lines.pop() ?? '').slice(0, lineLength);
    for (const line of lines) hear(line);
  };
  const take = (chunk: Buffer): void => {
    tell(decoder.write(chunk.length > enough ? chunk.subarray(-enough) : chunk));
  };
  const finish = (): void => {
    if (open !== '') hear(open);
  };
  stream.on('data', take).on('end', finish);
  return () => {
    stream.off('data', take).off('end', finish);
  };
}
