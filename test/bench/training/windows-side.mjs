/*
 * Makes the simulated recordings by the task's own code and writes their windows into the file named.
 */
import { renameSync, writeFileSync } from 'node:fs';

import { createRandom } from '../../../src/base/random.ts';
import { declaration, run } from '../../../src/experiments/tasks/simulate-recordings.ts';

const [path] = process.argv.slice(2);
const context = {
  random: createRandom(1),
  time: () => performance.now() / 1000,
  progress: () => undefined,
  log: () => undefined,
};
const { windows } = await run(declaration.parameters.parse({}), context);
writeFileSync(`${path}.part`, windows);
renameSync(`${path}.part`, path);
