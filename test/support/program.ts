import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';

/** The generator's root: this repository. */
export const generatorRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the programs of worker processes into a folder of their own; gives the folder and what removes it. */
export async function buildWorkers(): Promise<{ program: string; remove: () => Promise<void> }> {
  const program = await realpath(await mkdtemp(join(tmpdir(), 'program-')));
  await build({
    absWorkingDir: generatorRoot,
    entryPoints: { worker: 'src/run/worker.ts', 'declare-worker': 'src/plan/declare-worker.ts' },
    outdir: program,
    outExtension: { '.js': '.js' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: {
      js: "import { createRequire as createRequireOfProgram } from 'node:module';\nconst require = createRequireOfProgram(import.meta.url);",
    },
    logLevel: 'silent',
  });
  await writeDigests(generatorRoot, program);
  const { writeFile } = await import('node:fs/promises');
  await writeFile(join(program, 'package.json'), '{"type":"module"}');
  return { program, remove: () => rm(program, { recursive: true, force: true }) };
}

/** Writes the `runtime.json` of a program as the set-up does; that is plain JavaScript. */
export async function writeDigests(root: string, program: string): Promise<void> {
  const path = pathToFileURL(join(generatorRoot, 'src/setup/runtime.mjs')).href;
  const { writeRuntime } = (await import(path)) as {
    writeRuntime: (root: string, folder: string) => Promise<void>;
  };
  await writeRuntime(root, program);
}
