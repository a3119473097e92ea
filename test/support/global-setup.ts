import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';

import { cutFonts } from './warm-fonts.ts';

/** Builds the command line program once, so that no test measures or races that; gives what clears up. */
export default function setup(): () => void {
  const start = fileURLToPath(new URL('../../src/setup/start.mjs', import.meta.url));
  const made = spawnSync(process.execPath, [start, '--version'], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the program could not be built:\n${made.stdout}${made.stderr}`);
  const fonts = cutFonts();
  process.env['WARM_FONTS'] = fonts.folder;
  return fonts.remove;
}
