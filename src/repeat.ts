import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

import type { Choices } from './base/choices.ts';
import type { Diagnostic } from './base/diagnostic.ts';
import { digestJson } from './base/digest.ts';
import { keepFile, readKept } from './base/made.ts';
import type { BuildAccount } from './base/messages/cli.ts';
import type { Generator } from './project.ts';
import { type FileStates, statesOf, stillStands } from './watch/file-notes.ts';

/** How a build was asked for, as far as its document depends on it. */
export interface Asked extends Choices {
  generator: Pick<Generator, 'program'>;
  frozen: boolean;
  /** Write the document although results refute claims in it. */
  keepGoing: boolean;
}

/** What a build says at its end, but for how long it took; documents as paths relative to the root. */
export interface Told {
  account: Omit<BuildAccount, 'seconds'>;
  warnings: readonly Diagnostic[];
}

/** A build that went well, as far as the next one needs it. */
export interface Ended extends Told {
  /** Absolute. */
  root: string;
  /** What it read; null where that may have changed while it was read. */
  read: FileStates | null;
  /** Folders (absolute) with the results that it showed. */
  results: readonly string[];
  /** Absolute paths. */
  outputs: readonly string[];
}

interface BuiltRecord extends Told {
  /** Of the program and the machine. */
  made: string;
  states: FileStates;
}

/**
 * What the last build of a report (absolute folder) said, where every file that it read, every result that it showed and
 * every output that it wrote still stands as it did: then there is nothing to do. Null otherwise.
 */
export async function findRepeat(folder: string, asked: Asked): Promise<(Told & { root: string }) | null> {
  for (let root = folder; ; root = dirname(root)) {
    const kept = await readKept(recordPath(root, folder, asked));
    if (kept) {
      // The digest before it stands for the shape.
      const record = JSON.parse(Buffer.from(kept).toString('utf8')) as BuiltRecord;
      const { made, states, ...told } = record;
      return made === maker(asked) && stillStands(root, states) ? { ...told, root } : null;
    }
    if (root === dirname(root)) return null;
  }
}

/** Notes a build for {@link findRepeat}. A disk that takes nothing costs the next build its short way, not this one its result. */
export async function rememberBuild(folder: string, asked: Asked, ended: Ended): Promise<void> {
  const { root, read, results, outputs, account, warnings } = ended;
  if (read === null) return;
  const files = [...new Set(results)].flatMap(filesIn);
  const states = [...read, ...statesOf(root, [...files, ...outputs])];
  const record: BuiltRecord = { account, warnings, made: maker(asked), states };
  await keepFile(recordPath(root, folder, asked), Buffer.from(JSON.stringify(record)));
}

function recordPath(root: string, folder: string, asked: Asked): string {
  const { dataset, engine, instructionSet, seeds, frozen, keepGoing } = asked;
  const parts = [relative(root, folder), dataset, engine, instructionSet, seeds, frozen, keepGoing];
  return join(root, '.cache', 'built', digestJson(parts).slice(0, 32));
}

/** The program's folder is named by the digest of what it was built from. */
function maker({ generator }: Asked): string {
  const { version, arch, platform } = process;
  return digestJson([basename(generator.program), version, arch, platform, cpus()[0]?.model ?? null]);
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}
