import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

import { digestBytes, digestJson } from '../base/digest.ts';

/** Gives what a package exports, by its specifier. */
export type LoadPackage = (specifier: string) => unknown;

/**
 * Loads packages of the generator at `root`. Every task imports zod, so a file of it stands in the program's folder,
 * the same code of the same version, and is loaded with what V8 made of it the last time.
 */
export function createPackageLoader(root: string, program: string): LoadPackage {
  const load = createRequire(join(root, 'package.json'));
  let zod: { exports: unknown } | null = null;
  return (specifier) => {
    if (specifier !== 'zod') return load(specifier) as unknown;
    zod ??= loadCompiled(join(program, 'zod.cjs'), load) ?? { exports: load('zod') };
    return zod.exports;
  };
}

/** A CommonJS file evaluated from V8's own code for it, which is kept beside; null where there is no such file. */
function loadCompiled(path: string, load: LoadPackage): { exports: unknown } | null {
  const code = readBytes(path);
  if (!code) return null;
  const kept = `${path}.${compiledName(code)}`;
  const cachedData = readWhole(kept);
  const wrapped = `(function (module, exports, require) {${code.toString('utf8')}\n})`;
  const script = new Script(wrapped, { filename: path, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} };
  const evaluate = script.runInThisContext() as (...values: unknown[]) => void;
  evaluate(module, module.exports, load);
  if (!cachedData || script.cachedDataRejected === true) keepWhole(kept, script.createCachedData());
  return module;
}

/** V8 takes its code back only in the same version, with the same options. */
function compiledName(code: Buffer): string {
  const { version, arch, execArgv } = process;
  return digestJson([digestBytes(code), version, arch, execArgv]).slice(0, 16);
}

const digestLength = 64;

/** What was kept, if it is as it was written: V8 runs whatever it is given. */
function readWhole(path: string): Buffer | null {
  const file = readBytes(path);
  const content = file?.subarray(digestLength);
  return content && digestBytes(content) === file?.toString('latin1', 0, digestLength) ? content : null;
}

function keepWhole(path: string, content: Buffer): void {
  const beside = `${path}.${randomUUID()}`;
  try {
    writeFileSync(beside, Buffer.concat([Buffer.from(digestBytes(content), 'latin1'), content]));
    renameSync(beside, path);
  } catch {
    // Only the next start is slower for it.
    rmSync(beside, { force: true });
  }
}

function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
