import { copyFile, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The generator's root: this repository. */
export const generatorRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The programs of worker processes in a folder of their own, by which those of one test are known; gives the folder and what
 * removes it. They are copied from what the tests' set-up built.
 */
export async function copyWorkers(): Promise<{ program: string; remove: () => Promise<void> }> {
  const program = await realpath(await mkdtemp(join(tmpdir(), 'program-')));
  const built = await builtProgram();
  // With what V8 made of them before, but not what another process is writing beside.
  const names = (await readdir(built)).filter((name) => /^runtime\.json$|\.cjs(\.[\da-f]{16})?$/.test(name));
  await Promise.all(names.map((name) => copyFile(join(built, name), join(program, name))));
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
