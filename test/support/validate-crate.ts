import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** As ro-crate's own command uses it; the package's types do not name it. */
interface Validator {
  crate: { resolveContext: () => Promise<unknown> };
  results: readonly { id: string; status: string; message: string }[];
  parseJSON: (json: object) => void;
  rootDataEntity: () => void;
  checkFiles: (files: Record<string, { exists: boolean; inCrate: boolean; isDir: boolean }>) => void;
}

const { Validator } = createRequire(import.meta.url)('ro-crate') as { Validator: new () => Validator };

/** The one context that the package holds; all words that it asks the root for are the same in 1.1, which it would fetch. */
const held = 'https://w3id.org/ro/crate/1.2/context';

/** What ro-crate's validator finds amiss in the crate of a folder: in its form, in what its root must say, in its files. */
export async function validateCrate(folder: string): Promise<string[]> {
  const text = readFileSync(join(folder, 'ro-crate-metadata.json'), 'utf8');
  const validator = new Validator();
  validator.parseJSON({ ...(JSON.parse(text) as object), '@context': held });
  await validator.crate.resolveContext();
  validator.rootDataEntity();
  validator.checkFiles(
    Object.fromEntries(listFiles(folder).map((name) => [encodeURI(name), { ...present }])),
  );
  return validator.results.filter(({ status }) => status !== 'success').map(({ message }) => message);
}

const present = { exists: true, inCrate: false, isDir: false };

function listFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name !== 'ro-crate-metadata.json' && statSync(join(folder, name)).isFile());
}
