import { z } from 'zod';

import { digestBytes, digestJson } from '../base/digest.ts';
import { hasDoubleNames } from '../base/double-names.ts';
import type { KeyParts } from '../base/job.ts';
import type { Json } from '../base/json.ts';
import type { EngineUsed, ResultTree } from '../base/results.ts';
import type { DeclarationData } from '../base/task.ts';
import * as messages from '../base/messages/lock.ts';
import { declarationSchema } from '../plan/declaration-schema.ts';
import { jobKey } from '../plan/key.ts';
import { layOut } from './layout.ts';
import { resultSchema } from './result-schema.ts';

/** The accepted results of a job, as they stand in git; durations lie elsewhere. */
export interface LockedJob {
  job: string;
  task: string;
  key: string;
  /** Everything the key was made of, so that it can be said why it is another now. */
  parts: KeyParts;
  /** Parameters as the author wrote them; with defaults they stand among the parts. */
  written: { readonly [name: string]: Json };
  engine: EngineUsed;
  /** What the task said of itself, so that it need not be asked; its parameters' schema is left out (null). */
  declaration: DeclarationData;
  results: ResultTree;
}

/** The format of the files; another one is told apart by it. */
const version = 1;

/** The text of a job's file: readable, with a digest by which a change made by hand is noticed. */
export function writeLockedJob(locked: LockedJob): string {
  const content = contentOf(locked);
  return layOut({ version, job: locked.job, digest: digestJson(content), ...content });
}

function contentOf({ declaration, ...rest }: LockedJob): { readonly [name: string]: Json } {
  const { parameters: _, ...said } = declaration;
  // All of it was read from JSON; its types name the members that JSON leaves open.
  return { ...rest, declaration: said } as unknown as { readonly [name: string]: Json };
}

const texts = z.record(z.string(), z.string());
const values = z.record(z.string(), z.json());
const schema = z.strictObject({
  version: z.literal(version),
  job: z.string(),
  digest: z.string(),
  task: z.string(),
  key: z.string(),
  parts: z.strictObject({
    code: z.string(),
    parameters: values,
    seed: z.int().nullable(),
    files: texts,
    inputs: texts,
    packages: texts,
    engine: values,
    runtime: texts,
  }),
  written: values,
  engine: z.strictObject({ name: z.enum(['tensorflow', 'wasm', 'cpu', 'javascript']), title: z.string() }),
  declaration: values,
  results: values,
});

/** The content of a job's file, or in words what is wrong with it; `known` learns of what is right. */
export function readLockedJob(
  text: string,
  job: string,
  known: KnownLocks = noKnownLocks,
): LockedJob | string {
  const digest = digestBytes(`${job}\0${text}`);
  if (known.has(digest)) return readWhole(text);
  const read = readStrictly(text, job);
  if (typeof read !== 'string') known.add(digest);
  return read;
}

/** Digests of jobs' texts that were read strictly before, by this program, and found right. */
export type KnownLocks = Pick<Set<string>, 'has' | 'add'>;

const noKnownLocks: KnownLocks = {
  has: () => false,
  add: () => new Set(),
};

/** What is known to be right need not be checked value by value. */
function readWhole(text: string): LockedJob {
  const { version: _, digest: __, declaration, ...rest } = JSON.parse(text) as LockedJob & Headed;
  return { ...rest, declaration: { ...declaration, parameters: null } };
}

interface Headed {
  version: number;
  digest: string;
}

function readStrictly(text: string, job: string): LockedJob | string {
  const content = parseLock(text, version);
  if (typeof content === 'string') return content;
  const parsed = schema.safeParse(content.json);
  if (!parsed.success) return messages.lockLacks(z.prettifyError(parsed.error).split('\n')[0] ?? '');
  const { version: _, digest, declaration, ...rest } = parsed.data;
  if (digestJson({ ...rest, declaration }) !== digest) return messages.lockWasEdited();
  if (rest.job !== job) return messages.lockOfAnother(rest.job);
  const said = declarationSchema.safeParse({ ...declaration, parameters: null });
  if (!said.success) return messages.lockLacks(z.prettifyError(said.error).split('\n')[0] ?? '');
  const fits = resultSchema(said.data.results).safeParse(rest.results).success;
  if (!fits || jobKey(rest.parts) !== rest.key) return messages.lockWasEdited();
  return { ...rest, declaration: said.data, results: rest.results as ResultTree };
}

const versionSchema = z.object({ version: z.number() });

/** The JSON of a file of locked results; a text says why it is none, or of another version. */
export function parseLock(text: string, expected: number): { json: unknown } | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return /^<{7} /m.test(text) ? messages.lockIsInConflict() : messages.lockIsNoJson();
  }
  if (hasDoubleNames(text, json)) return messages.lockSaysTwice();
  const found = versionSchema.safeParse(json).data?.version;
  return found === undefined || found === expected ? { json } : messages.lockOfVersion(found, expected);
}
