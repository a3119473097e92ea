import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { z } from 'zod';

import { ReportError, type Diagnostic } from '../base/diagnostic.ts';
import { digestBytes } from '../base/digest.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { Bundle } from '../base/job.ts';
import * as messages from '../base/messages/run.ts';
import { checkPurity } from './check-purity.ts';
import { compileTask, type CompiledTask } from './compile-task.ts';
import { checkPackages } from './check-packages.ts';
import type { PackageVersions } from './packages.ts';
import { readJsonFile, writeFileAtomically } from './cache-files.ts';
import { isSystemError } from '../base/system-error.ts';

/** What bundling needs: the report's root, the folder that keeps bundles, and what is installed. */
export interface BundleTools {
  root: string;
  /** The generator's root, absolute. */
  generator: string;
  /** Folder of the built program, named by the digest of what it was built from. */
  program: string;
  /** `CACHE/bundles` */
  folder: string;
  versions: PackageVersions;
  /** sha256 of an own source, path relative to the root; null where it is gone. Each file is read once. */
  digestSource: (path: string) => Promise<string | null>;
}

/** A task to bundle: its name and its module, relative to the root. */
export interface TaskFile {
  task: string;
  file: string;
}

/**
 * The task's code as one file, from the cache where none of its sources changed: esbuild is loaded only for what
 * did. What must not be in a task (Node's modules, the clock, the environment) comes as diagnostics.
 */
export async function bundleTask(
  module: TaskFile,
  tools: BundleTools,
): Promise<Bundle | readonly Diagnostic[]> {
  const kept = await readKept(module, tools);
  if (kept) return withVersions(module, kept, tools);
  const compiled = await compileTask(tools.root, module.file, tools.generator);
  if (isDiagnostics(compiled)) return compiled;
  const faults = [
    ...(await checkPurity(tools, compiled.used)),
    ...(await checkPackages(module, compiled, tools)),
  ];
  if (faults.length > 0) return faults;
  return withVersions(module, await keep(module, compiled, tools), tools);
}

/** Tells the two answers of `bundleTask` apart. */
export function isDiagnostics(answer: object): answer is readonly Diagnostic[] {
  return Array.isArray(answer);
}

/** One digest a file and run, however many tasks share the file. */
export function createSourceDigests(files: ProjectFiles): BundleTools['digestSource'] {
  const known = new Map<string, Promise<string | null>>();
  const read = async (path: string): Promise<string | null> => {
    await files.note?.(path);
    const content = await readFile(join(files.root, path)).catch(() => null);
    return content && digestBytes(content);
  };
  return (path) => {
    const digest = known.get(path) ?? read(path);
    known.set(path, digest);
    return digest;
  };
}

/**
 * A bundle's entry in the index: from which sources (by digest; null for a file that would lead an import elsewhere if
 * it were there) which code came. Another program may bundle in another way, or refuse what this one allowed.
 */
const keptSchema = z.object({
  program: z.string(),
  generator: z.string(),
  file: z.string(),
  sources: z.record(z.string(), z.string().nullable()),
  packages: z.array(z.string()),
  sha256: z.string(),
});
type Kept = z.infer<typeof keptSchema>;

async function readKept(module: TaskFile, tools: BundleTools): Promise<Kept | null> {
  const kept = await readJsonFile(indexPath(module, tools), keptSchema);
  if (kept?.file !== module.file || kept.program !== basename(tools.program)) return null;
  if (kept.generator !== (await generatorVersion(tools))) return null;
  for (const [path, digest] of Object.entries(kept.sources)) {
    if ((await tools.digestSource(path)) !== digest) return null;
  }
  const code = await readFile(codePath(kept.sha256, tools)).catch(() => null);
  return code && digestBytes(code) === kept.sha256 ? kept : null;
}

async function keep(module: TaskFile, compiled: CompiledTask, tools: BundleTools): Promise<Kept> {
  // Whoever watches the sources hears of them; the digests are of what was compiled, not of what may stand there by now.
  for (const path of Object.keys(compiled.sources)) await tools.digestSource(path);
  const others: Record<string, string | null> = {};
  for (const path of compiled.otherTargets) others[path] = await tools.digestSource(path);
  const sha256 = digestBytes(compiled.code);
  const kept: Kept = {
    program: basename(tools.program),
    generator: await generatorVersion(tools),
    file: module.file,
    sources: { ...others, ...compiled.sources },
    packages: [...compiled.packages],
    sha256,
  };
  try {
    await writeFileAtomically(`${codePath(sha256, tools)}.map`, compiled.map);
    await writeFileAtomically(codePath(sha256, tools), compiled.code);
    await writeFileAtomically(indexPath(module, tools), JSON.stringify(kept));
  } catch (error) {
    // Workers read the code from there, so nothing can go on.
    if (!isSystemError(error)) throw error;
    const message = messages.cacheNotWritable(tools.folder, error.message);
    throw new ReportError([{ rule: 'cache-is-writable', message }]);
  }
  return kept;
}

async function withVersions(module: TaskFile, kept: Kept, tools: BundleTools): Promise<Bundle> {
  const packages: Record<string, string> = {};
  for (const name of kept.packages) packages[name] = (await tools.versions(name)) ?? 'missing';
  return { ...module, path: codePath(kept.sha256, tools), sha256: kept.sha256, packages };
}

/** Another esbuild may write other code for the same sources. */
async function generatorVersion(tools: BundleTools): Promise<string> {
  return `esbuild ${(await tools.versions('esbuild')) ?? 'missing'}`;
}

function codePath(sha256: string, tools: BundleTools): string {
  return join(tools.folder, `${sha256}.cjs`);
}

function indexPath(module: TaskFile, tools: BundleTools): string {
  return join(tools.folder, 'index', `${module.task}.json`);
}
