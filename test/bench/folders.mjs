import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Writes files (path -> text) into a new folder of `scratch`; gives the folder. */
export function writeFolder(scratch, name, files) {
  const folder = join(scratch, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Rewrites a file. */
export function editFile(path, edit) {
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

/** The command that builds the report of a folder, as whole process without npm. */
export function buildCommand(folder) {
  return { args: [join(root, 'src/setup/start.mjs'), 'build', join(folder, 'report')], cwd: folder };
}
