import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { taskText, experimentsText } from './task-text.ts';
import { writeFolder } from './write-folder.ts';

/*
 * Cutting the fonts takes most of a first build, and they are the same for every report of the same letters: the caches
 * of all reports share one folder of them during a run of the tests, where each is kept under the digest of what it was
 * cut from. So it is with what tasks say of themselves. What the cache does when it is empty or damaged is tested by those who remove it, or have it to themselves.
 */

/** Kinds of what is made of fonts: those cut for a page, and those that figures are measured on. */
const fontKinds = ['fonts', 'instances'];

/** What a task says of itself takes a process; it is kept under the digest of the task's bundle. */
const sharedKinds = [...fontKinds, 'declaration'];

const placeOf = (folder: string, kind: string): string => join(folder, '.cache/made', kind);

/** Words in all faces, formulas, and the account of a job. */
const source =
  '# Heading\n\nText, *leaning*, **bold**, ***both***, `code`. $x^2$\n\n$$ \\sum_i \\alpha_i $$\n\n```ts\nlet x;\n```\n';

/** Builds a report for the sake of its fonts; gives its folder, to be named in WARM_FONTS. */
export function cutFonts(): { folder: string; remove: () => void } {
  const folder = writeFolder({
    'report.yaml': 'title: Fonts\n',
    '01.md': `${source}\n${experimentsText(['job'])}`,
    'tasks/job.ts': taskText({ run: 'return { n: 1 };' }),
  });
  const start = fileURLToPath(new URL('../../src/setup/start.mjs', import.meta.url));
  spawnSync(process.execPath, [start, 'build', folder]);
  for (const kind of sharedKinds) mkdirSync(placeOf(folder, kind), { recursive: true });
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lets the cache of a report share the fonts, and what tasks say of themselves. */
export function layFonts(folder: string): void {
  lay(folder, sharedKinds, (from, to) => {
    symlinkSync(from, to);
  });
}

/** Gives the cache of a report fonts of its own, and nothing to share: it is to be damaged, or looked through. */
export function copyFonts(folder: string): void {
  const shared = sharedKinds.map((kind) => placeOf(folder, kind));
  for (const place of shared)
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(place);
  lay(folder, fontKinds, (from, to) => {
    // What another build has half written beside may be gone before it is copied.
    cpSync(from, to, { recursive: true, filter: (path) => !/\.\d+\.[a-z0-9]+$/.test(path) });
  });
}

function lay(folder: string, kinds: readonly string[], put: (from: string, to: string) => void): void {
  const warm = process.env['WARM_FONTS'];
  if (!warm || !existsSync(warm)) return;
  for (const kind of kinds) {
    const place = placeOf(folder, kind);
    mkdirSync(join(folder, '.cache/made'), { recursive: true });
    if (lstatSync(place, { throwIfNoEntry: false })) rmSync(place, { recursive: true });
    put(placeOf(warm, kind), place);
  }
}
