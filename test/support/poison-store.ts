import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { digestBytes } from '../../src/base/digest.ts';

interface Poisoned {
  key: string;
  files: Record<string, string>;
  job: string;
}

/** Gives a job in the store another result, with digests that fit: whoever reads it believes it. */
export function poisonStore(folder: string, job: string, from: RegExp, to: string): void {
  const entries = (readdirSync(join(folder, '.cache/store'), { recursive: true }) as string[]).filter(
    (name) => name.endsWith('entry.json'),
  );
  for (const name of entries.map((each) => join(folder, '.cache/store', each))) {
    const { record: entry } = JSON.parse(readFileSync(name, 'utf8')) as { record: Poisoned };
    if (entry.job !== job) continue;
    const path = name.replace('entry.json', 'result.json');
    const text = readFileSync(path, 'utf8').replace(from, to);
    writeFileSync(path, text);
    entry.files['result.json'] = digestBytes(text);
    writeFileSync(name, JSON.stringify({ sha256: digestBytes(JSON.stringify(entry)), record: entry }));
  }
}
