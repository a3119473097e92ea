import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { copyFixtures, runReport } from '../support/run-report.ts';

const fixtures = fileURLToPath(new URL('../fixtures/mistakes', import.meta.url));
const updating = process.env['UPDATE'] === '1' && !process.env['CI'];

/** Without what differs from run to run: folders, seconds, the order in which jobs come and go. */
function normalise(text: string, folder: string): string {
  const lines = text
    .replaceAll(folder, 'ROOT')
    .replace(/\d+(\.\d+)? s\b/g, 'N s')
    .split('\n');
  const passing =
    /^\S+ {2}(started|done|failed|stopped)\b|^Another set-up|^ {2}(report program|npm|TensorFlow)/;
  return lines.filter((line) => !passing.test(line)).join('\n');
}

describe.concurrent('a report with mistakes', () => {
  for (const name of readdirSync(fixtures)) {
    test(name, async () => {
      const folder = copyFixtures('shared', join('mistakes', name));
      const run = await runReport(['build', folder]);
      const said = normalise(run.stderr, folder);
      const expected = join(fixtures, name, 'expected.txt');
      if (updating) writeFileSync(expected, said);
      expect(said).toBe(readFileSync(expected, 'utf8'));
      expect(run.code).toBe(1);
      expect(said).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(existsSync(join(folder, 'dist'))).toBe(false);
    });
  }
});
