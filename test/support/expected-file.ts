import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { expect } from 'vitest';

/** Compares with a file of the fixtures; `UPDATE=1` writes it anew, which is refused on continuous integration. */
export function expectFile(path: string, content: string): void {
  if (process.env['UPDATE'] === '1') {
    if (process.env['CI'])
      throw new Error('fixtures are not rewritten on continuous integration: unset UPDATE');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  expect(content).toBe(readFileSync(path, 'utf8'));
}
