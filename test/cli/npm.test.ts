import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runApart } from '../support/run-report.ts';

test('npm runs its scripts in the package: a folder means one where the user stands', async () => {
  const user = realpathSync(mkdtempSync(join(tmpdir(), 'user-')));
  writeFileSync(join(user, 'report.yaml'), 'titel: T\n');
  const fromNpm = { env: { npm_lifecycle_event: 'report', INIT_CWD: user } };
  for (const args of [
    ['build', '.'],
    ['why', 'job', '.'],
    ['weights', '--report', '.'],
  ]) {
    expect((await runApart(args, fromNpm)).stderr).toContain('titel');
  }
  const elsewhere = { ...fromNpm, cwd: tmpdir() };
  expect((await runApart(['build', user.slice(tmpdir().length + 1)], elsewhere)).stderr).toContain('titel');
});
