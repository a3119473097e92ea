import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { time } from './measure.mjs';

const version = '1.8.3';

/**
 * The peer that documents are compared with, one bundled file. It is no dependency of the project: npm is asked for it once,
 * into a folder of its own, where it stays. Gives its name and the path of its program.
 */
export function installMystmd(root) {
  const folder = join(root, '.cache', 'bench', `mystmd-${version}`);
  const program = join(folder, 'node_modules', 'mystmd', 'dist', 'myst.cjs');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const alone = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
    const args = ['install', '--prefix', folder, ...alone, `mystmd@${version}`];
    // Not in the project's folder, whose package.json npm would follow.
    time({ program: 'npm', args, cwd: folder });
  }
  return { name: `mystmd ${version}`, program };
}
