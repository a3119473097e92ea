import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { userCacheFolder } from './copy.mjs';
import { digest, makeFolder, writeJson } from './files.mjs';
import { linkPackage } from './link-packages.mjs';
import { withLock } from './lock.mjs';
import * as messages from './messages.mjs';
import { callNpm } from './npm.mjs';
import { TENSOR_PACKAGES, tensorVersions } from './tensors.mjs';

/**
 * Installs the tensor libraries once for all copies of a user, and links them into the copy's home.
 * @param {import('./copy.mjs').Copy} copy
 * @param {{ steps: import('./steps.mjs').Steps, signal: AbortSignal }} tools
 */
export async function installTensors({ root, home }, tools) {
  const versions = tensorVersions(root);
  const cache = userCacheFolder();
  const folder = join(cache, `tensors-${digest(JSON.stringify(versions)).slice(0, 16)}`);
  const onWait = (/** @type {number | null} */ pid) => tools.steps.say(messages.waitsForAnother(pid));
  await withLock(join(cache, 'setup.lock'), { signal: tools.signal, onWait }, async () => {
    if (existsSync(folder)) return;
    mkdirSync(cache, { recursive: true });
    await makeFolder(folder, async (partial) => {
      writeJson(join(partial, 'package.json'), { private: true, dependencies: versions });
      await callNpm(['install'], { folder: partial, title: messages.tensorsStep(), ...tools });
    });
  });
  for (const name of TENSOR_PACKAGES) linkPackage(home, name, join(folder, 'node_modules', name));
}
