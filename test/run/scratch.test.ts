import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { ownMark } from '../../src/run/is-alive.ts';
import { openScratch } from '../../src/run/scratch.ts';
import { writeFolder } from '../support/write-folder.ts';

test('a scratch cache is empty, sweeps those of killed processes alone, and is gone when it is closed', async () => {
  const cache = writeFolder({});
  const uuid = '5f2b6f9e-0000-4000-8000-000000000000';
  const [killed, alive, other] = [
    `verify-999999999-17-${uuid}`,
    `verify-${ownMark()}-${uuid}`,
    'verify-notes',
  ];
  for (const name of [killed, alive, other]) mkdirSync(join(cache, name));
  const scratch = await openScratch(cache);
  expect(readdirSync(scratch.folder)).toEqual([]);
  expect(readdirSync(cache).sort()).toEqual([alive, other, scratch.folder.slice(cache.length + 1)].sort());
  mkdirSync(join(scratch.folder, 'store'));
  writeFileSync(join(scratch.folder, 'store/entry'), '');
  await scratch.close();
  expect(existsSync(scratch.folder)).toBe(false);
});
