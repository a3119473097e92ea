import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../folders.mjs';
import { time } from '../measure.mjs';
import { bundleSide } from './bundle-side.mjs';

/** The windows of the simulated recordings as a file, made once a state of the simulator's code; gives its path. */
export async function makeWindows() {
  const program = await bundleSide('windows-side');
  const digest = createHash('sha256').update(readFileSync(program)).digest('hex').slice(0, 12);
  const path = join(root, '.cache', 'bench', `windows-${digest}.safetensors`);
  if (!existsSync(path)) time({ program: process.execPath, args: [program, path], cwd: root });
  return path;
}
