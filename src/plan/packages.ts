import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

/** Exact version of a package in the `node_modules` of a root; null where it is not installed. */
export type PackageVersions = (name: string) => Promise<string | null>;

/** Reads versions from `ROOT/node_modules`, each package once. */
export function createPackageVersions(root: string): PackageVersions {
  const known = new Map<string, Promise<string | null>>();
  return (name) => {
    const version = known.get(name) ?? readVersion(join(root, 'node_modules', name, 'package.json'));
    known.set(name, version);
    return version;
  };
}

const packageSchema = z.object({ version: z.string() });

async function readVersion(path: string): Promise<string | null> {
  const content = await readFile(path, 'utf8').catch(() => null);
  return content === null ? null : packageSchema.parse(JSON.parse(content)).version;
}
