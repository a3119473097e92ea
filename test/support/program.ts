import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The generator's root: this repository. */
export const generatorRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the programs of worker processes into a folder of their own; gives the folder and what removes it. */
export async function buildWorkers(): Promise<{ program: string; remove: () => Promise<void> }> {
  const program = await realpath(await mkdtemp(join(tmpdir(), 'program-')));
  const path = pathToFileURL(join(generatorRoot, 'src/setup/bundle-program.mjs')).href;
  const { bundleWorkers } = (await import(path)) as {
    bundleWorkers: (root: string, folder: string) => Promise<void>;
  };
  await bundleWorkers(generatorRoot, program);
  await writeDigests(generatorRoot, program);
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

/** Folder of the program that the tests' set-up built from the sources as they are. */
export async function builtProgram(): Promise<string> {
  const path = pathToFileURL(join(generatorRoot, 'src/setup/program.mjs')).href;
  const { locateProgram } = (await import(path)) as {
    locateProgram: (copy: { root: string; home: string }) => { folder: string };
  };
  // Paths below the root stand in its digest.
  const root = generatorRoot.replace(/[\\/]$/, '');
  return locateProgram({ root, home: root }).folder;
}
