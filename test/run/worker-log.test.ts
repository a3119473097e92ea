import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';

import { expect, test } from 'vitest';

import { createTail, readLines } from '../../src/run/worker-log.ts';

async function tailOf(...chunks: readonly (string | Buffer)[]): Promise<string[]> {
  const tail = createTail();
  const stream = new PassThrough();
  readLines(stream, tail.add);
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
  return tail.lines().slice(1);
}

test('lines are put together from the chunks they come in, also within a letter', async () => {
  const bytes = Buffer.from('first\nsecönd\r\nthird');
  expect(await tailOf(...[...bytes].map((byte) => Buffer.of(byte)))).toEqual([
    '  first',
    '  secönd',
    '  third',
  ]);
});

test('a line without end is told by its beginning, and held no longer than that', async () => {
  const chunks = Array.from({ length: 100 }, () => 'x'.repeat(10_000));
  expect(await tailOf(...chunks, '\nlast\n')).toEqual([`  ${'x'.repeat(300)}`, '  last']);
});

test('of a flood the last lines are told', async () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index}\n`);
  const told = await tailOf(lines.join(''));
  expect(told).toHaveLength(12);
  expect(told.at(-1)).toBe('  line 49999');
});

test('what moves a cursor or clears a screen does not get through', async () => {
  expect(await tailOf('a\u001b[2Jb\u0007c\td\n')).toEqual(['  a[2Jbcd']);
});
