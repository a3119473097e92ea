import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { ProjectFiles } from '../base/effects.ts';

/** Exact version of a package in the `node_modules` of a root; null where it is not installed. */
export type PackageVersions = (name: string) => Promise<string | null>;

/** Reads versions from `ROOT/node_modules`, each package once; `note` hears of each file before it is read. */
export function createPackageVersions(root: string, note?: ProjectFiles['note']): PackageVersions {
  const known = new Map<string, Promise<string | null>>();
  return (name) => {
    const version = known.get(name) ?? readVersion(join(root, 'node_modules', name, 'package.json'), note);
    known.set(name, version);
    return version;
  };
}

const packageSchema = z.object({ version: z.string() });

async function readVersion(path: string, note: ProjectFiles['note']): Promise<string | null> {
  await note?.(path);
  const content = await readFile(path, 'utf8').catch(() => null);
  return content === null ? null : packageSchema.parse(JSON.parse(content)).version;
}
