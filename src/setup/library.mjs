import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { NoTensorflow } from './faults.mjs';
import { makeFolder, readJson, writeJson } from './files.mjs';
import * as messages from './messages.mjs';
import { lastTelling, runChild } from './run-child.mjs';
import { libraryLinks, membersNeeded, TENSORFLOW } from './wheels.mjs';

/**
 * @typedef {import('./install-tensorflow.mjs').Places} Places
 * @typedef {import('./install-tensorflow.mjs').Tools} Tools
 */

/** Member by member, in pieces, so that 0.8 GB never stand in memory; the sums in the archive are checked on the way. */
const UNPACK = `
import json, os, sys, zipfile
wheel, folder, members = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
archive = zipfile.ZipFile(wheel)
total = sum(archive.getinfo(member).file_size for member in members)
done = 0
for member, target in members.items():
    path = os.path.join(folder, *target.split('/'))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with archive.open(member) as source, open(path, 'wb') as out:
        while True:
            piece = source.read(1 << 23)
            if not piece:
                break
            out.write(piece)
            done += len(piece)
            print(done, total, flush=True)
`;

/** Whether the unpacked library is in the cache, each file with the size it had. @param {Places} places */
export function libraryIsWhole({ library, wheel }) {
  const record = readJson(join(library, 'wheel.json'));
  if (record?.sha256 !== wheel.sha256) return false;
  return Object.entries(record.files).every(([file, size]) => sizeOf(join(library, file)) === size);
}

/** Downloads the wheel with pip, keeps the libraries and headers, throws the rest away. @param {Places} places @param {Tools} tools */
export async function downloadLibrary({ library, wheel }, tools) {
  await makeFolder(library, async (partial) => {
    const download = join(partial, 'download');
    await downloadWheel(wheel, download, tools);
    await unpackWheel(wheel, partial, tools);
    rmSync(download, { recursive: true, force: true });
    for (const [link, target] of libraryLinks(wheel)) symlinkSync(target, join(partial, 'lib', link));
    const files = Object.values(membersNeeded(wheel));
    const sizes = Object.fromEntries(files.map((file) => [file, sizeOf(join(partial, file))]));
    writeJson(join(partial, 'wheel.json'), { version: TENSORFLOW, sha256: wheel.sha256, files: sizes });
  });
}

/** @param {import('./wheels.mjs').Wheel} wheel @param {string} folder @param {Tools} tools */
async function downloadWheel(wheel, folder, { steps, signal }) {
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${wheel.package}==${TENSORFLOW} --hash=sha256:${wheel.sha256}\n`);
  await steps.run(messages.downloadStep(TENSORFLOW), async (note) => {
    const watch = setInterval(() => note(messages.megabytes(largestFile(folder), wheel.bytes)), 300);
    try {
      // pip's own temporary files go into our folder too, and with it when a set-up was killed.
      const env = { ...process.env, TMPDIR: join(folder, 'tmp'), PIP_REQUIRE_VIRTUALENV: '0' };
      const { code, lines } = await runChild(pipCommand(wheel, folder, requirements), { env, signal });
      if (code !== 0) throw new NoTensorflow('attempt', explainPip(lines, wheel));
      note(messages.megabytes(wheel.bytes, wheel.bytes));
    } finally {
      clearInterval(watch);
    }
  });
}

/** @param {import('./wheels.mjs').Wheel} wheel @param {string} folder @param {string} requirements */
function pipCommand(wheel, folder, requirements) {
  return [
    ...['python3', '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:'],
    ...['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', '--platform', wheel.platform],
    ...['--require-hashes', '--requirement', requirements, '--dest', folder],
    ...['--no-cache-dir', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off'],
    ...['--retries', '2', '--timeout', '15'],
  ];
}

const NO_NETWORK = new RegExp(
  [
    'NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|ProtocolError|Max retries exceeded|timed out',
    'name resolution|Name or service not known|nodename nor servname|Network is unreachable|Connection (refused|broken)',
  ].join('|'),
);

/** @param {readonly string[]} lines @param {import('./wheels.mjs').Wheel} wheel */
function explainPip(lines, wheel) {
  const text = lines.join('\n');
  const name = `${wheel.package} ${TENSORFLOW} for ${wheel.platform}`;
  if (/No module named pip/.test(text)) return messages.pipIsMissing();
  if (/DO NOT MATCH THE HASHES/.test(text)) return messages.wheelIsAltered(name);
  if (NO_NETWORK.test(text)) return messages.pipHasNoNetwork();
  if (/No matching distribution|Could not find a version/.test(text)) return messages.indexLacksWheel(name);
  return messages.tensorflowStepFailed(messages.downloadStep(TENSORFLOW), lastTelling(lines));
}

/** @param {import('./wheels.mjs').Wheel} wheel @param {string} folder @param {Tools} tools */
async function unpackWheel(wheel, folder, { steps, signal }) {
  const download = join(folder, 'download');
  const file = readdirSync(download).find((name) => name.endsWith('.whl')) ?? '';
  await steps.run(messages.unpackStep(TENSORFLOW), async (note) => {
    const onLine = (/** @type {string} */ line) => {
      const [done, total] = line.split(' ').map(Number);
      if (done && total) note(messages.megabytes(done, total));
    };
    const command = [
      'python3',
      '-I',
      '-c',
      UNPACK,
      join(download, file),
      folder,
      JSON.stringify(membersNeeded(wheel)),
    ];
    const { code, lines } = await runChild(command, { signal, onLine });
    if (code === 0) return;
    const step = messages.unpackStep(TENSORFLOW);
    throw new NoTensorflow('attempt', messages.tensorflowStepFailed(step, lastTelling(lines)));
  });
}

/** @param {string} folder */
function largestFile(folder) {
  const sizes = readdirSync(folder, { recursive: true }).map(
    (name) => sizeOf(join(folder, String(name))) ?? 0,
  );
  return Math.max(0, ...sizes);
}

/** @param {string} path */
function sizeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
