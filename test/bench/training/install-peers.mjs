import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { root } from '../folders.mjs';
import { time } from '../measure.mjs';

const requirements = fileURLToPath(new URL('peers/requirements.txt', import.meta.url));

/**
 * Keras on TensorFlow and PyTorch in a virtual environment of their own, with pinned versions; the user's own
 * configuration of pip decides where they come from. Some 2.5 GB are fetched and 5.5 GB stay, under `.cache/bench`. Gives
 * the path of its Python.
 */
export function installPeers() {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(root, '.cache', 'bench', `peers-${digest}`);
  const python = join(folder, 'bin', 'python');
  const ready = join(folder, 'ready');
  if (existsSync(ready)) return python;
  // What a killed installation left behind cannot be told from a whole one.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.log('installing the peers into .cache/bench, once: some 2.5 GB are fetched …');
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-cache-dir', '--only-binary=:all:'];
  time({ program: 'python3', args: ['-m', 'venv', folder], cwd: root });
  const seconds = time({ program: python, args: [...pip, '-r', requirements], cwd: root });
  console.log(`installed in ${seconds.toFixed(0)} s`);
  writeFileSync(ready, '');
  return python;
}
