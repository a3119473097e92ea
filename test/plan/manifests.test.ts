import { expect, test } from 'vitest';

import type { ProjectFiles } from '../../src/base/effects.ts';
import { readManifest } from '../../src/plan/manifests.ts';

const head = 'title: T\nsource: S\nlicence: L\n';

function read(text: string): ReturnType<typeof readManifest> {
  const files: ProjectFiles = {
    root: '/',
    readText: () => Promise.resolve(head + text),
    readBytes: () => Promise.resolve(null),
    list: () => Promise.resolve([]),
  };
  const place = { file: 'report.yaml', line: 1, column: 1 };
  return readManifest({ kind: 'data', name: 'set', folder: 'data', place }, files);
}

const sha256 = 'ab'.repeat(32);

test('a set that is fetched may leave out lengths and digests', async () => {
  const manifest = await read(
    `fetch: {url: "https://a.example/set.zip"}\nfiles:\n  a: {path: data/set/a, from: in/a}\n  b: {path: data/set/b, from: b, bytes: 3, sha256: ${sha256}}\n`,
  );
  expect(manifest).toMatchObject({
    fetch: { url: 'https://a.example/set.zip', bytes: null, sha256: null, place: { line: 4 } },
    files: [
      { name: 'a', from: 'in/a', bytes: null, sha256: null },
      { name: 'b', from: 'b', bytes: 3, sha256, place: { line: 7 } },
    ],
  });
});

test.each([
  ['files:\n  a: {path: a}\n', 5, 'files.a.bytes'],
  ['fetch: {url: "ftp://a.example/x"}\nfiles:\n  a: {path: data/set/a}\n', 4, 'fetch.url: a web address'],
  ['fetch: {url: "no"}\nfiles:\n  a: {path: data/set/a}\n', 4, 'fetch.url: a web address'],
  [
    'fetch: {url: "https://a.example/x"}\nfiles:\n  a: {path: data/set/a}\n  b: {path: data/set/b, from: b}\n',
    6,
    'files: each of several files says with `from:`',
  ],
])('refuses %j at its line', async (text, line, message) => {
  const faults = await read(text);
  expect(faults).toContainEqual({
    rule: 'manifest-is-valid',
    place: expect.objectContaining({ file: 'data/set.yaml', line }) as object,
    message: expect.stringContaining(message) as string,
  });
});
