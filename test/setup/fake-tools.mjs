/* Stand-ins for npm, python3 and c++; each notes that it ran, and can halt half-way (FAKE_HALT). */
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const {
  FAKE_FOLDER: folder,
  FAKE_HALT: haltAt,
  FAKE_PYTHON: python,
  FAKE_NPM: npm,
  FAKE_PROJECT: project,
} = process.env;
const rest = process.argv.slice(2);

const TFJS_NODE = `
const { existsSync } = require('node:fs');
for (const file of ['lib/napi-v8/tfjs_binding.node', 'deps/lib/libtensorflow.so', 'deps/include/tensorflow/c/c_api.h']) {
  if (!existsSync(__dirname + '/' + file)) throw new Error('Error: no ' + file);
}
exports.matMul = () => ({ dataSync: () => [11] });
`;

/** What the command `tool` does with this process's arguments. @param {string} tool */
export async function runTool(tool) {
  if (tool === 'npm') return runNpm();
  if (tool === 'c++') return runCompiler();
  if (rest.includes('pip')) return runPip();
  return runUnpack();
}

async function runNpm() {
  note('npm');
  if (npm === 'offline') return fail('npm error code EAI_AGAIN\nnpm error request to the registry failed');
  if (npm === 'disagrees') return fail('npm error code EUSAGE\nnpm error the two are not in sync');
  write('node_modules/half/package.json', '{}');
  await halt('npm');
  rmSync('node_modules', { recursive: true, force: true });
  mkdirSync('node_modules');
  symlinkSync(join(project, 'node_modules', 'esbuild'), 'node_modules/esbuild');
  write('node_modules/node-api-headers/package.json', '{"version":"1.0.0"}');
  write('node_modules/@tensorflow/tfjs-node/package.json', '{"version":"1.0.0","main":"index.js"}');
  write('node_modules/@tensorflow/tfjs-node/index.js', TFJS_NODE);
  write(
    'node_modules/@tensorflow/tfjs-node/binding/tfjs_backend.cc',
    [
      '#include "utils.h"',
      '  switch (tf_attr_type) {',
      '    case TF_ATTR_STRING: {',
      '  TF_AutoStatus tf_status;',
      '  TFE_AutoOp tfe_op(TFE_NewOp(tfe_context_, op_name.c_str(), tf_status.status));',
      '',
    ].join('\n'),
  );
  write(
    'node_modules/.bin/greet',
    `#!${process.execPath}\nconsole.log('hello', ...process.argv.slice(2)); process.exitCode = 7;`,
  );
  chmodSync('node_modules/.bin/greet', 0o755);
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const installed = Object.entries(packages).filter(([path, { optional }]) => path !== '' && !optional);
  write('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(installed) }));
}

async function runPip() {
  note('pip');
  if (python === 'no-pip') return fail('/usr/bin/python3: No module named pip');
  const target = rest[rest.indexOf('--dest') + 1];
  write(join(target, 'tmp', 'half.whl'), 'half');
  await halt('pip');
  write(join(target, 'tensorflow.whl'), 'wheel');
}

async function runUnpack() {
  note('unpack');
  const [, , , , target, members] = rest;
  const files = Object.values(JSON.parse(members));
  write(join(target, files[0]), 'half');
  await halt('unpack');
  for (const file of files) write(join(target, file), file);
}

async function runCompiler() {
  note('c++');
  if (process.env['FAKE_CXX'] === 'fails') return fail('tfjs_backend.cc:1: error: no such header');
  const out = rest[rest.indexOf('-o') + 1];
  write(out, 'half');
  await halt('c++');
  write(out, 'binding');
}

function note(line) {
  appendFileSync(join(folder, 'log'), `${line}\n`);
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

async function halt(step) {
  if (haltAt !== step) return;
  const file = join(folder, 'halts', step);
  writeFileSync(`${file}.new`, String(process.pid));
  renameSync(`${file}.new`, file);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}
