import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { writeFolder } from './write-folder.ts';

/*
 * Cutting the fonts takes most of a first build, and they are the same for every report in Latin letters: they are cut
 * once a run of the tests and laid into the caches of their reports. What the cache does when it is empty or damaged is
 * tested by those who remove it.
 */

const fontsOf = (folder: string): string => join(folder, '.cache/made/fonts');

/** Words in all faces, and formulas. */
const source =
  '# Heading\n\nText, *leaning*, **bold**, ***both***, `code`. $x^2$\n\n$$ \\sum_i \\alpha_i $$\n\n```ts\nlet x;\n```\n';

/** Builds a report for the sake of its fonts; gives its folder, to be named in WARM_FONTS. */
export function cutFonts(): { folder: string; remove: () => void } {
  const folder = writeFolder({ 'report.yaml': 'title: Fonts\n', '01.md': source });
  const start = fileURLToPath(new URL('../../src/setup/start.mjs', import.meta.url));
  spawnSync(process.execPath, [start, 'build', folder]);
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lays the fonts into the cache of a report. */
export function layFonts(folder: string): void {
  const warm = process.env['WARM_FONTS'];
  if (warm && existsSync(fontsOf(warm))) cpSync(fontsOf(warm), fontsOf(folder), { recursive: true });
}
