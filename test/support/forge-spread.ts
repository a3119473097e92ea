import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { KeyParts } from '../../src/base/job.ts';
import { writeSpread } from '../../src/verify/spread-file.ts';
import { spreadKey } from '../../src/verify/spread-keys.ts';

/** Writes a measured spread of a locked job that takes nothing from others, as it is locked. */
export function forgeSpread(folder: string, job: string, spread: { readonly [path: string]: number }): void {
  const text = readFileSync(join(folder, 'results', `${job}.json`), 'utf8');
  const { parts } = JSON.parse(text) as { parts: KeyParts };
  const measured = { key: spreadKey(parts), runs: ['AVX2', 'SSE41'], spread };
  writeFileSync(join(folder, 'results/spread.json'), writeSpread(new Map([[job, measured]])));
}
