import { createHash } from 'node:crypto';
import { createReadStream, type BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';

import { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import { identityOf } from '../base/file-identity.ts';
import type { JobFile } from '../base/job.ts';
import type { Manifest, ManifestFile } from '../base/manifest.ts';
import * as messages from '../base/messages/plan.ts';
import { readFetchRecord, type Measures } from './fetch-record.ts';
import { packageOf } from './package-name.ts';
import { readJsonFile, writeFileAtomically } from './cache-files.ts';

/** Where payloads are looked for. */
export interface PayloadFolders {
  /** Root of the report: manifests' paths are relative to it and stay inside it. */
  root: string;
  /** Root of the generator, whose `node_modules` ship payloads (`npm:PACKAGE/path`), before the report's own. */
  generator: string;
  /** Folder of the report, for commands that are proposed; null for the generator's own. */
  report?: string | null;
  /** Whether a payload may be missing, where nothing is going to read it: its manifest's digest is then believed. */
  mayBeMissing?: boolean;
}

/**
 * Checks that a payload is the one its manifest describes: there, of its size, of its sha256. Each file is hashed
 * once; after that its size, inode and times tell that it is still the same (they never stand in a key).
 */
export type VerifyFile = (
  manifest: Manifest,
  file: ManifestFile,
  kind: 'data' | 'weights',
) => Promise<JobFile | Diagnostic>;

/** A verifier and what to call when all files are through: it then remembers the digests for the next run. */
export interface FileVerifier {
  verify: VerifyFile;
  remember(): Promise<void>;
}

const memorySchema = z.record(z.string(), z.string());

/** Creates a verifier that remembers digests in `memory`, a JSON file of the cache. */
export async function createFileVerifier(folders: PayloadFolders, memory: string): Promise<FileVerifier> {
  const known = new Map(Object.entries((await readJsonFile(memory, memorySchema)) ?? {}));
  let learned = false;
  const digestOf = async (path: string, identity: string): Promise<string> => {
    const remembered = known.get(identity);
    if (remembered !== undefined) return remembered;
    const digest = await digestFile(path);
    known.set(identity, digest);
    learned = true;
    return digest;
  };
  const verify: VerifyFile = async (manifest, file, kind) => {
    const report = (rule: string, message: string): Diagnostic => ({ rule, place: file.place, message });
    const path = await locate(file, folders);
    if (typeof path === 'object' && path !== null)
      return report('path-is-inside', messages.pathOutside(file.path));
    const name = kind === 'data' ? `${manifest.name}/${file.name}` : manifest.name;
    const expected = await expectedMeasures(manifest, file, folders.root);
    if (expected === null || (manifest.fetch !== null && path === null && !folders.mayBeMissing))
      return report('data-is-fetched', messages.dataNotFetched(manifest, folders.report));
    const isMeasured = file.sha256 === null;
    if (path === null && folders.mayBeMissing) return { name, path: '', isMeasured, ...expected };
    const found = path === null ? null : await stat(path, { bigint: true });
    const wayOut = restoring(manifest, file, kind, folders.report ?? null);
    const absent = path === null ? await absentPackage(file.path, folders) : null;
    if (absent !== null) return report('data-is-whole', messages.packageIsAbsent(file.path, absent));
    if (path === null || !found) return report('data-is-whole', messages.fileMissing(file.path, wayOut));
    if (found.isDirectory()) return report('data-is-whole', messages.fileIsFolder(file.path, wayOut));
    const wanted = { path: file.path, ...expected };
    if (found.size !== BigInt(expected.bytes)) {
      return report('data-is-whole', messages.fileResized(wanted, Number(found.size), wayOut));
    }
    const sha256 = await digestOf(path, identityAt(path, found));
    if (sha256 !== expected.sha256)
      return report('data-is-whole', messages.fileAltered(wanted, sha256, wayOut));
    return { name, path, isMeasured, ...expected };
  };
  return { verify, remember: () => (learned ? remember(memory, known) : Promise.resolve()) };
}

async function remember(memory: string, known: ReadonlyMap<string, string>): Promise<void> {
  const current = Object.fromEntries(await filter([...known], ([identity]) => stillIs(identity)));
  // A cache that cannot be written costs the next run some hashing, not this one its result.
  await writeFileAtomically(memory, JSON.stringify(current)).catch(() => undefined);
}

/** What a payload is to be: what the manifest says of it, else what was measured when it was fetched; null if it was not. */
async function expectedMeasures(
  manifest: Manifest,
  { name, bytes, sha256 }: ManifestFile,
  root: string,
): Promise<Measures | null> {
  if (bytes !== null && sha256 !== null) return { bytes, sha256 };
  const measured = (await readFetchRecord(root, manifest))?.files[name];
  return measured ? { bytes: bytes ?? measured.bytes, sha256: sha256 ?? measured.sha256 } : null;
}

function restoring(
  manifest: Manifest,
  file: ManifestFile,
  kind: 'data' | 'weights',
  report: string | null,
): string {
  return kind === 'data'
    ? messages.restoreData(manifest, file.path, report)
    : messages.restoreWeights(manifest.name, report);
}

function identityAt(path: string, found: BigIntStats): string {
  return [path, identityOf(found)].join('\0');
}

/** Whether the file of an identity is still there as it was. */
async function stillIs(identity: string): Promise<boolean> {
  const [path = ''] = identity.split('\0');
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found !== null && identityAt(path, found) === identity;
}

async function filter<Item>(
  items: readonly Item[],
  holds: (item: Item) => Promise<boolean>,
): Promise<Item[]> {
  const held = await Promise.all(items.map(holds));
  return items.filter((_, index) => held[index]);
}

/** A path that leads out of the folder it must stay in. */
interface Outside {
  outside: true;
}

/** Absolute path of a payload; null where there is none. */
async function locate(file: ManifestFile, folders: PayloadFolders): Promise<string | Outside | null> {
  const npm = /^npm:(.+)$/.exec(file.path)?.[1];
  if (npm === undefined) return inside(folders.root, file.path);
  for (const root of [folders.generator, folders.root]) {
    const found = await inside(join(root, 'node_modules'), npm, false);
    if (found !== null) return found;
  }
  return null;
}

/** The package that a payload is to come from, where none of that name is installed. */
async function absentPackage(path: string, folders: PayloadFolders): Promise<string | null> {
  if (!path.startsWith('npm:')) return null;
  const name = packageOf(path.slice('npm:'.length));
  for (const root of [folders.generator, folders.root]) {
    if ((await stat(join(root, 'node_modules', name)).catch(() => null)) !== null) return null;
  }
  return name;
}

async function inside(folder: string, path: string, throughLinks = true): Promise<string | Outside | null> {
  const full = resolve(folder, path);
  if (leads(folder, full)) return { outside: true };
  const real = await realpath(full).catch(() => null);
  if (real === null) return null;
  return throughLinks && leads(await realpath(folder), real) ? { outside: true } : full;
}

function leads(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way);
}

async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
