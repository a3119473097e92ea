import { engineIsSettled } from './engine.mjs';
import { isInstalled } from './copy.mjs';
import { packagesAreLinked } from './link-packages.mjs';
import { packagesAreInstalled } from './packages.mjs';
import { locateProgram } from './program.mjs';
import { tensorsAreThere } from './tensors.mjs';

/**
 * What a command needs beside packages and program. `retry`: try again what failed a short while ago.
 * @typedef {{ tensors: boolean, tensorflow: boolean, retry: boolean }} Needs
 */

/**
 * What is missing of the four: npm packages, tensor libraries (which a checkout has among its packages), TensorFlow, the program. Nothing in most runs, so this is all that a
 * warm start does. `folder` is the program's.
 * @param {import('./copy.mjs').Copy} copy
 * @param {Needs} needs
 */
export function findMissing(copy, { tensors, tensorflow, retry }) {
  const program = locateProgram(copy);
  const installed = isInstalled(copy);
  const packages = !(installed ? packagesAreLinked(copy) : packagesAreInstalled(copy.root));
  const libraries = tensors && !tensorsAreThere(copy);
  // It lies in node_modules, which new packages replace.
  const engine = tensorflow && (packages || !engineIsSettled(copy.home, { retry, now: Date.now() }));
  return {
    packages,
    tensors: libraries,
    engine,
    program: !program.isBuilt,
    any: packages || libraries || engine || !program.isBuilt,
    folder: program.folder,
  };
}
