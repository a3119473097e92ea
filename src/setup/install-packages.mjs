import { rmSync } from 'node:fs';
import { join } from 'node:path';

import * as messages from './messages.mjs';
import { callNpm } from './npm.mjs';
import { recordsFolder, stampPackages } from './packages.mjs';

/**
 * `npm ci` in a checkout, with our stamp only after it ended well. Throws a SetupFault that says what to do.
 * @param {string} root
 * @param {{ steps: import('./steps.mjs').Steps, signal: AbortSignal }} tools
 */
export async function installPackages(root, tools) {
  rmSync(recordsFolder(root), { recursive: true, force: true });
  rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
  await callNpm(['ci', '--include=dev'], { folder: root, title: messages.packagesStep(), ...tools });
  stampPackages(root);
}
