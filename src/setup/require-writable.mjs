import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

import { SetupFault } from './faults.mjs';
import { existingAncestor } from './files.mjs';
import * as messages from './messages.mjs';

/**
 * Better told before the download than after it: throws a SetupFault where a folder that the set-up is about to fill
 * belongs to somebody else.
 * @param {string} home
 * @param {{ packages: boolean, tensors: boolean, engine: boolean, program: boolean }} missing
 */
export function requireWritable(home, { packages, tensors, engine, program }) {
  const folders = [
    '.cache',
    ...(program ? ['.cache/program'] : []),
    ...(packages || tensors || engine ? ['node_modules', 'node_modules/.living-report'] : []),
    ...(engine ? ['node_modules/@tensorflow/tfjs-node'] : []),
  ];
  for (const folder of folders) {
    const path = existingAncestor(join(home, folder));
    try {
      accessSync(path, constants.W_OK | constants.X_OK);
    } catch (error) {
      const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
      throw new SetupFault(messages.isNotWritable(path, code));
    }
  }
}
