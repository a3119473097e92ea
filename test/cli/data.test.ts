import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import * as messages from '../../src/base/messages/fetch.ts';
import { filesFetched, filesRead } from '../../src/base/messages/fill.ts';
import { dataNotFetched, fileAltered, restoreData } from '../../src/base/messages/plan.ts';
import { startFileServer, type FileServer } from '../support/file-server.ts';
import { runReport, startReport, type Run } from '../support/run-report.ts';
import { writeFolder } from '../support/write-folder.ts';
import { taskText, writeReportFolder } from '../support/write-report.ts';
import { writeZip } from '../support/zip.ts';

const rows = Buffer.from('1 2\n3 4\n'.repeat(1000));
/** A tail that makes the download long enough to be cut off. */
const tail = Buffer.from(
  Uint32Array.from({ length: 50_000 }, (_, index) => Math.imul(index, 2_654_435_761)).buffer,
);
const archive = writeZip([
  { path: 'SET/rows.dat', content: rows },
  { path: 'SET/tail', content: tail, stored: true },
]);

let server: FileServer;
let folder: string;

beforeAll(async () => {
  server = await startFileServer(archive);
  const run = `let n = 0;
  for await (const piece of context.stream('set/rows')) n += piece.length;
  return { n };`;
  folder = writeReportFolder({
    'report.yaml': 'title: T\nsources: [01.md]\nseed: 1\n',
    '01.md': 'Bytes: :value[rows.n].\n\n:::experiment{#rows task=rows}\n:::\n',
    'tasks/rows.ts': taskText({ run, declared: "data: ['set/rows']," }),
    'data/set.yaml': [
      'title: A set',
      'source: here',
      'licence: CC BY 4.0',
      `fetch: {url: "${server.url}"}`,
      'files:',
      '  rows: {path: data/set/rows.dat, from: SET/rows.dat}\n',
    ].join('\n'),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const fetch = (): Promise<Run> => runReport(['data', 'set', '--report', folder]);
const document = (): string => readFileSync(join(folder, 'dist/report.md'), 'utf8');
const path = (): string => join(folder, 'data/set/rows.dat');

test('a job whose data were not fetched says so at its experiment, with the command; without a name nothing is fetched', async () => {
  const [check, all] = await Promise.all([
    runReport(['check', folder]),
    runReport(['data', '--report', folder]),
  ]);
  const message = dataNotFetched({ name: 'set', title: 'A set' }, folder);
  expect(check).toMatchObject({ code: 1 });
  expect(check.stderr).toContain(`01.md:3:26 data-is-fetched  ${message}`);
  expect(all).toMatchObject({ code: 0, stderr: '' });
  expect(all.stdout).toContain(messages.notFetched('set', 'A set', messages.fetchCommand('set', folder)));
  expect(server.asked).toEqual([]);
});

test('a fetch that is killed goes on in the next run; the job then reads what came', async () => {
  Object.assign(server.served, { cuts: [100_000], silent: true });
  const started = startReport(['data', 'set', '--report', folder]);
  const part = join(folder, 'data/set/.fetch/fetched.partial');
  while (!existsSync(part) || readFileSync(part).length < 100_000)
    await new Promise((next) => setTimeout(next, 10));
  process.kill(started.pid, 'SIGKILL');
  await started.ended;
  const run = await fetch();
  expect(run).toMatchObject({ code: 0 });
  expect(run.stderr).toContain('licence: CC BY 4.0');
  expect(run.stderr).toContain(messages.goesOnAt(100_000));
  expect(server.asked.at(-1)).toBe('bytes=100000-');
  expect(run.stdout).toContain(messages.fileMeasured('data/set/rows.dat', rows.length, digestBytes(rows)));
  expect(run.stdout).toContain(messages.digestsMeasured('data/set.yaml'));
  const built = await runReport(['build', folder]);
  expect(built).toMatchObject({ code: 0 });
  expect(document()).toContain('Bytes: 8,000.');
  expect(document()).toContain(filesFetched(1));
  expect(document()).not.toContain(filesRead(1));
});

test('locked results are enough for a clone in which nothing was ever fetched', async () => {
  expect(await runReport(['lock', folder])).toMatchObject({ code: 0 });
  const before = document();
  const [here, away] = [join(folder, 'data/set'), join(folder, 'data/away')];
  renameSync(here, away);
  const frozen = await runReport(['build', folder, '--frozen']);
  renameSync(away, here);
  expect(frozen).toMatchObject({ code: 0, stderr: '' });
  expect(document()).toBe(before);
});

test('what was altered since is told, and fetched again', async () => {
  const altered = Buffer.from(rows).fill('9', 0, 1);
  writeFileSync(path(), altered);
  const check = await runReport(['check', folder]);
  const wayOut = restoreData({ name: 'set', title: '', source: '', fetch: {} }, '', folder);
  const wanted = { path: 'data/set/rows.dat', sha256: digestBytes(rows) };
  const told = fileAltered(wanted, digestBytes(altered), wayOut);
  expect(check.stderr).toContain(told);
  expect((await runReport(['data', '--report', folder])).stderr).toContain(told);
  expect(await fetch()).toMatchObject({ code: 0 });
  expect(readFileSync(path()).equals(rows)).toBe(true);
});

test('files that lie in place are taken, without the network; a disk that hinders is told as such', async () => {
  const own = writeFolder({
    'report.yaml': readFileSync(join(folder, 'report.yaml'), 'utf8'),
    '01.md': 'Nothing.\n',
    'data/set.yaml': readFileSync(join(folder, 'data/set.yaml'), 'utf8').replace(
      server.url,
      'http://127.0.0.1:9/x',
    ),
    'data/set/rows.dat': 'by hand',
  });
  const run = await runReport(['data', 'set', '--report', own]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain(messages.foundInPlace());
  rmSync(join(own, 'data/set'), { recursive: true });
  writeFileSync(join(own, 'data/set'), 'a file where the folder belongs');
  const hindered = await runReport(['data', 'set', '--report', own]);
  expect(hindered).toMatchObject({ code: 1 });
  expect(hindered.stderr).toMatch(
    /data\/set\.yaml:4:\d+ data-is-fetched .*data\/set.* cannot be written: ENOTDIR/,
  );
  rmSync(own, { recursive: true });
});
