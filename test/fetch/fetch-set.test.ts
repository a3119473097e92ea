import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import type { FetchSource, Manifest } from '../../src/base/manifest.ts';
import * as messages from '../../src/base/messages/fetch.ts';
import { crc32, crc32ByTable } from '../../src/fetch/crc32.ts';
import { fetchSet } from '../../src/fetch/fetch-set.ts';
import { readFetchRecord } from '../../src/plan/fetch-record.ts';
import { startFileServer, type FileServer } from '../support/file-server.ts';
import { writeZip, type ZipEntry } from '../support/zip.ts';

/** Bytes that do not shrink: what is cut off has come by then. */
const content = (seed: number, length = 150_000): Buffer =>
  Buffer.from(
    Uint32Array.from({ length: length / 4 }, (_, index) => Math.imul(index + seed, 2_654_435_761)).buffer,
  );

const entries = (change: Partial<ZipEntry> = {}): ZipEntry[] => [
  { path: 'SET/Optional/a.dat', content: Buffer.from('other') },
  { path: 'SET/Protocol/', content: new Uint8Array() },
  { path: 'SET/Protocol/a.dat', content: content(1), ...change },
  { path: 'SET/Protocol/b.dat', content: Buffer.from('b') },
];
const nested = writeZip([
  { path: 'readme.txt', content: Buffer.from('x') },
  { path: 'SET.zip', content: writeZip(entries()), stored: true },
]);

let root: string;
let server: FileServer;
let said: string[];

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-')));
  server = await startFileServer(nested);
  said = [];
});
afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

const place = { file: 'data/set.yaml', line: 1, column: 1 };

function manifestOf(fetch: Partial<FetchSource> = {}): Manifest & { fetch: FetchSource } {
  const file = (name: string) => ({
    ...{ name, path: `data/set/${name}.dat`, from: `Protocol/${name}.dat` },
    ...{ bytes: null, sha256: null, place },
  });
  return {
    ...{ name: 'set', file: 'data/set.yaml', title: 'A set', source: 'here', licence: 'CC BY 4.0', place },
    fetch: { url: server.url, bytes: null, sha256: null, place, ...fetch },
    files: [file('a'), file('b')],
  };
}

const command = 'npm run data -- set';
const hand = { path: 'data/set/set.zip', command };

function fetch(
  source: Partial<FetchSource> = {},
  signal = new AbortController().signal,
): ReturnType<typeof fetchSet> {
  const watcher = {
    say: (line: string) => said.push(line),
    progress: () => undefined,
    ended: () => undefined,
  };
  return fetchSet(manifestOf(source), { root, command, isProxied: false }, { signal, watcher, pause: 1 });
}

async function expectWhole(): Promise<void> {
  // `toEqual` walks through bytes one by one.
  expect(content(1).equals(await readFile(join(root, 'data/set/a.dat')))).toBe(true);
  expect(await readFile(join(root, 'data/set/b.dat'), 'utf8')).toBe('b');
  expect(existsSync(join(root, 'data/set/.fetch'))).toBe(false);
}

test('files of an archive in an archive: written, measured, recorded; the licence said first', async () => {
  const record = await fetch();
  await expectWhole();
  expect(record.files['a']).toEqual({ bytes: 150_000, sha256: digestBytes(content(1)) });
  expect(record.fetched).toEqual({ bytes: nested.length, sha256: digestBytes(nested) });
  expect(await readFetchRecord(root, manifestOf())).toEqual(record);
  expect(said).toEqual([messages.aboutToFetch(manifestOf(), server.url)]);
  expect(said[0]).toContain('CC BY 4.0');
});

test.each([
  ['the files in the archive itself', writeZip(entries())],
  ['all stored', writeZip(entries().map((entry) => ({ ...entry, stored: true })))],
])('takes %s', async (_how, archive) => {
  server.served.content = archive;
  await fetch();
  await expectWhole();
});

test('follows where the address leads on', async () => {
  await fetch({ url: server.url.replace('set.zip', 'moved/set.zip') });
  await expectWhole();
});

describe('a download that was cut off', () => {
  test('goes on where it was, as often as it takes', async () => {
    server.served.cuts = [50_000, 30_000];
    await fetch();
    await expectWhole();
    expect(server.asked).toHaveLength(3);
    expect(server.asked[0]).toBeNull();
    const [first, second] = server.asked.slice(1).map((range) => Number(/\d+/.exec(range ?? '')));
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThanOrEqual(first ?? 0);
    expect(said.filter((line) => line.startsWith('goes on'))).toHaveLength(2);
  });

  async function interrupt(): Promise<void> {
    Object.assign(server.served, { cuts: [60_000], silent: true });
    const controller = new AbortController();
    const watching = fetch({}, controller.signal);
    const part = join(root, 'data/set/.fetch/fetched.partial');
    while ((await readFile(part).catch(() => '')).length < 60_000)
      await new Promise((next) => setTimeout(next, 2));
    controller.abort();
    await expect(watching).rejects.toThrow();
    said = [];
    server.asked.length = 0;
    server.served.cuts = [];
  }

  test('by an interruption goes on in the next run', async () => {
    await interrupt();
    await fetch();
    await expectWhole();
    expect(server.asked).toEqual(['bytes=60000-']);
    expect(said).toContain(messages.goesOnAt(60_000));
  });

  test('starts over where the server has another file by then', async () => {
    await interrupt();
    server.served.content = writeZip(entries());
    server.served.etag = '"2"';
    await fetch();
    await expectWhole();
    expect(said).toContain(messages.startsOver(60_000));
  });

  test('starts over where the server gives no parts', async () => {
    await interrupt();
    server.served.ranges = false;
    await fetch();
    await expectWhole();
    expect(said).toContain(messages.startsOver(60_000));
  });

  test('starts over where the server names no edition and has a shorter file', async () => {
    server.served.etag = null;
    await interrupt();
    server.served.content = writeZip([
      { path: 'SET/Protocol/a.dat', content: Buffer.from('a') },
      ...entries().slice(3),
    ]);
    await fetch();
    expect(await readFile(join(root, 'data/set/a.dat'), 'utf8')).toBe('a');
  });
});

test('a server that does not say how long the file is will do', async () => {
  server.served.lengths = false;
  await fetch();
  await expectWhole();
});

describe('what cannot be had is said with what to do', () => {
  test('an answer that is none', async () => {
    server.served.status = 404;
    await expect(fetch()).rejects.toThrow(messages.refusedByServer(server.url, 404, hand));
    expect(existsSync(join(root, 'data/set'))).toBe(false);
  });

  test('a server that keeps failing', async () => {
    server.served.status = 503;
    await expect(fetch()).rejects.toThrow(
      messages.keepsBreakingOff(server.url, messages.answered(503), hand),
    );
    expect(server.asked).toHaveLength(5);
  });

  test('nobody there', async () => {
    const url = server.url;
    await server.close();
    await expect(fetch({ url })).rejects.toThrow(
      /cannot be reached: connect ECONNREFUSED .* put it at data\/set\/set\.zip/,
    );
    server = await startFileServer(nested);
    await writeZipByHand(nested);
    await fetch({ url });
    await expectWhole();
    expect(said).toContain(messages.takesFoundArchive('data/set/set.zip'));
  });
});

async function writeZipByHand(archive: Uint8Array): Promise<void> {
  await mkdir(join(root, 'data/set'), { recursive: true });
  await writeFile(join(root, 'data/set/set.zip'), archive);
}

describe('an archive that is not what it should be', () => {
  const partial = (): boolean => existsSync(join(root, 'data/set/.fetch/fetched'));

  test.each([
    ['no zip', () => Buffer.from('<html>try later</html>'), /is no zip archive that can be read/],
    ['cut short', () => nested.subarray(0, 100_000), /is no zip archive that can be read/],
    [
      'with a bit turned',
      () => writeZip(entries({ crc: 7 })),
      /SET\/Protocol\/a\.dat is damaged in http.*: its checksum .* Run again: it is fetched anew/,
    ],
    [
      'without a file',
      () => writeZip(entries().slice(0, 3)),
      /has no "Protocol\/b\.dat"; it holds SET\/Optional\/a\.dat/,
    ],
    [
      'with a file twice',
      () => writeZip([...entries(), { path: 'OLD/Protocol/a.dat', content: Buffer.from('a') }]),
      messages.twiceInArchive('Protocol/a.dat', ['SET/Protocol/a.dat', 'OLD/Protocol/a.dat']),
    ],
  ])('%s: refused, and fetched anew by the next run', async (_how, archive, reason) => {
    server.served.content = archive();
    await expect(fetch()).rejects.toThrow(reason);
    expect(partial()).toBe(false);
    expect(await readFetchRecord(root, manifestOf())).toBeNull();
    server.served.content = nested;
    await fetch();
    await expectWhole();
  });

  test('of the user’s own: refused, and it stays until the user replaces it', async () => {
    await writeZipByHand(writeZip(entries({ crc: 7 })));
    const damage = { archive: 'data/set/set.zip', why: messages.wrongChecksum() };
    await expect(fetch()).rejects.toThrow(
      messages.entryDamaged('SET/Protocol/a.dat', { ...damage, wayOut: messages.replaceArchive() }),
    );
    expect(existsSync(join(root, 'data/set/set.zip'))).toBe(true);
    expect(server.asked).toEqual([]);
  });

  test('what came whole is kept where the disk does not take its files, for this address only', async () => {
    await mkdir(join(root, 'data/set/a.dat.partial'), { recursive: true });
    await expect(fetch()).rejects.toThrow(/a\.dat\.partial cannot be written: EISDIR/);
    expect(partial()).toBe(true);
    await expect(fetch({ url: `${server.url}?other` })).rejects.toThrow(/EISDIR/);
    expect(server.asked).toHaveLength(2);
    rmSync(join(root, 'data/set/a.dat.partial'), { recursive: true });
    await fetch({ url: `${server.url}?other` });
    expect(server.asked).toHaveLength(2);
    await expectWhole();
  });

  test('another one than the manifest describes: by length, by digest', async () => {
    const found = digestBytes(nested);
    await expect(fetch({ bytes: 7 })).rejects.toThrow(
      messages.fetchedOther(server.url, '7 bytes', String(nested.length)),
    );
    const sha256 = 'ab'.repeat(32);
    await expect(fetch({ sha256 })).rejects.toThrow(
      messages.fetchedOther(server.url, `sha256 ${sha256}`, found),
    );
    await fetch({ sha256: found, bytes: nested.length });
    await expectWhole();
  });
});

test('a file that belongs elsewhere is refused before anything is fetched', async () => {
  const manifest = manifestOf();
  const [first] = manifest.files;
  const outside = { ...manifest, files: [{ ...first!, path: 'data/other/a.dat' }] };
  const watcher = { say: () => undefined, progress: () => undefined, ended: () => undefined };
  const tools = { signal: new AbortController().signal, watcher, pause: 1 };
  await expect(fetchSet(outside, { root, command, isProxied: false }, tools)).rejects.toThrow(
    messages.outsideItsFolder('data/other/a.dat', 'data/set'),
  );
  expect(server.asked).toEqual([]);
});

test('the checksum is the same with and without Node’s own', () => {
  for (const part of [0, 1, 1000]) {
    const bytes = content(3, 4000);
    const before = crc32(bytes.subarray(0, part));
    expect(crc32ByTable(bytes.subarray(part), before)).toBe(crc32(bytes));
  }
  expect(crc32ByTable(Buffer.from('123456789'))).toBe(0xcbf43926);
});
