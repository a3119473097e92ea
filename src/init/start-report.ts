import { lstat, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

import { ReportError, stopOnDiagnostics } from '../base/diagnostic.ts';
import * as messages from '../base/messages/init.ts';
import { isSystemError } from '../base/system-error.ts';

/** Where the generator is, absolute: its root, and the folder in whose `node_modules` its packages are. */
export interface Origin {
  root: string;
  packages: string;
}

/** The words of the template that a report's own take the place of, by file. */
type Fillings = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface NewFile {
  /** Relative to the report's folder. */
  path: string;
  content: string;
}

/**
 * Writes a small report that builds into a folder (absolute; made where it is missing), dated `today`, and gives the paths
 * of its files. Whatever the folder holds stays: throws a ReportError that names the files in the way, and writes nothing.
 */
export async function startReport(folder: string, origin: Origin, today: Date): Promise<readonly string[]> {
  const fillings = {
    'report.yaml': { TODAY: isoDate(today) },
    'tsconfig.json': await waysTo(folder, origin),
  };
  const files = await readTemplate(origin, fillings);
  stopOnDiagnostics(await findTaken(folder, files));
  const written: string[] = [];
  try {
    for (const { path, content } of files) {
      await makeFolder(dirname(join(folder, path)));
      await writeFile(join(folder, path), content, { flag: 'wx' });
      written.push(join(folder, path));
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // Half a report would be in the way of the next attempt.
    for (const path of written) await rm(path, { force: true });
    const message = messages.folderNotWritable(folder, error.message);
    throw new ReportError([{ rule: 'folder-is-writable', message }]);
  }
  return files.map(({ path }) => path);
}

/** Makes a folder and what is missing above it, level by level: Node's own way does not end where a system has no place for it. */
async function makeFolder(folder: string): Promise<void> {
  if (await exists(folder)) return;
  const above = dirname(folder);
  if (above !== folder) await makeFolder(above);
  await mkdir(folder);
}

async function readTemplate({ root }: Origin, fillings: Fillings): Promise<NewFile[]> {
  const template = join(root, 'src/init/template');
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const files = await Promise.all(
    paths.map(async (path) => {
      const content = fillIn(await readFile(join(template, path), 'utf8'), fillings[path] ?? {});
      // npm leaves a file of its real name out of the package, and obeys it.
      return { path: path === 'gitignore' ? '.gitignore' : path, content };
    }),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function fillIn(content: string, words: Readonly<Record<string, string>>): string {
  return content.replace(/\b[A-Z]+\b/g, (word) => words[word] ?? word);
}

/** The day as the author's calendar has it. */
function isoDate(day: Date): string {
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** Paths from the report to what its tasks import, as text within a JSON string. */
async function waysTo(folder: string, { root, packages }: Origin): Promise<Record<string, string>> {
  const zod = await realpath(join(packages, 'node_modules/zod'));
  const way = (path: string): string =>
    JSON.stringify(relative(folder, path).split(sep).join('/')).slice(1, -1);
  return { GENERATOR: way(root), ZOD: way(zod) };
}

async function findTaken(folder: string, files: readonly NewFile[]) {
  const taken: string[] = [];
  for (const { path } of files) if (await exists(join(folder, path))) taken.push(path);
  if (taken.length === 0) return [];
  const message = messages.folderIsTaken(folder, taken.length);
  return [{ rule: 'folder-is-free', message, details: taken }];
}

/** A link counts, wherever it leads. */
async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
