import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bindingSource, digestAdditions, headers as added } from './binding-source.mjs';
import { tfjsNodeFolder } from './engine.mjs';
import { NoTensorflow } from './faults.mjs';
import { digest, digestFile, makeFolder, readJson, writeJson } from './files.mjs';
import * as messages from './messages.mjs';
import { lastTelling, runChild } from './run-child.mjs';
import { TENSORFLOW } from './wheels.mjs';

/**
 * @typedef {import('./install-tensorflow.mjs').Places} Places
 * @typedef {{ file: string, sha256: string, tfjsNode: string }} Binding
 */

const FLAGS = [
  '-shared',
  '-fPIC',
  '-O2',
  '-std=c++17',
  '-DNAPI_VERSION=8',
  '-DNODE_GYP_MODULE_NAME=tfjs_binding',
];
/** Node's own functions are found in the running process; the libraries beside the package. */
const LINK_FLAGS = {
  darwin: ['-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/../../deps/lib'],
  linux: ['-Wl,-rpath,$ORIGIN/../../deps/lib'],
};

/** The compiled binding from the user's cache, or null. @param {Places} places @returns {Binding | null} */
export function findBinding(places) {
  const folder = bindingFolder(places);
  const file = join(folder, 'tfjs_binding.node');
  const sha256 = digestFile(file);
  if (sha256 === null || readJson(join(folder, 'binding.json'))?.sha256 !== sha256) return null;
  return { file, sha256, tfjsNode: tfjsNodeVersion(places.home) };
}

/**
 * Compiles the package's two C++ files. Node's C interface does not change between versions, so one binding serves
 * every Node.
 * @param {Places} places
 * @param {import('./install-tensorflow.mjs').Tools} tools
 * @returns {Promise<Binding>}
 */
export async function makeBinding(places, { steps, signal }) {
  const folder = bindingFolder(places);
  await makeFolder(folder, async (partial) => {
    const file = join(partial, 'tfjs_binding.node');
    await steps.run(messages.compileStep(), async () => {
      const source = writeSource(places, partial);
      const command = [...compilerCommand(), ...compilerArguments(places), source, '-o', file];
      const { code, lines } = await runChild(command, { cwd: tfjsNodeFolder(places.home), signal });
      if (code === 0) return;
      const reason = messages.tensorflowStepFailed(messages.compileStep(), lastTelling(lines));
      throw new NoTensorflow('attempt', reason);
    });
    writeJson(join(partial, 'binding.json'), { sha256: digestFile(file) });
  });
  const binding = findBinding(places);
  if (binding) return binding;
  throw new NoTensorflow(
    'attempt',
    messages.tensorflowStepFailed(messages.compileStep(), 'the compiler wrote nothing'),
  );
}

/** The first of the two files, as it is to be compiled; its path. @param {Places} places @param {string} folder */
function writeSource({ home }, folder) {
  const text = bindingSource(join(tfjsNodeFolder(home), 'binding'));
  if (text === null)
    throw new NoTensorflow(
      'attempt',
      messages.tensorflowStepFailed(messages.compileStep(), messages.otherBindingSource()),
    );
  const path = join(folder, 'tfjs_backend.cc');
  writeFileSync(path, text);
  return path;
}

/** @param {Places} places */
function compilerArguments({ home, library }) {
  const headers = join(home, 'node_modules', 'node-api-headers', 'include');
  const folders = [headers, join(library, 'include'), '.', 'binding', added];
  const includes = folders.map((folder) => `-I${folder}`);
  const libraries = [`-L${join(library, 'lib')}`, '-ltensorflow', '-ltensorflow_framework'];
  return [...FLAGS, ...includes, 'binding/tfjs_binding.cc', ...libraries, ...linkFlags()];
}

function linkFlags() {
  return process.platform === 'darwin' ? LINK_FLAGS.darwin : LINK_FLAGS.linux;
}

/** Named for everything that decides what the compiler is given. @param {Places} places */
function bindingFolder({ home, cache, wheel }) {
  const sources = join(tfjsNodeFolder(home), 'binding');
  const parts = {
    tfjsNode: tfjsNodeVersion(home),
    sources: readdirSync(sources)
      .sort()
      .map((name) => [name, digestFile(join(sources, name))]),
    backend: bindingSource(sources),
    additions: digestAdditions(),
    headers: readJson(join(home, 'node_modules', 'node-api-headers', 'package.json'))?.version,
    flags: [...FLAGS, ...linkFlags()],
    wheel: wheel.sha256,
  };
  return join(cache, `binding-${TENSORFLOW}-${digest(JSON.stringify(parts)).slice(0, 16)}`);
}

/** @param {string} home @returns {string} */
function tfjsNodeVersion(home) {
  return readJson(join(tfjsNodeFolder(home), 'package.json'))?.version ?? 'unknown';
}

/** CXX may name a compiler with arguments: `ccache g++`. */
export function compilerCommand() {
  const words = (process.env['CXX'] ?? '').split(/\s+/).filter(Boolean);
  return words.length > 0 ? words : ['c++'];
}
