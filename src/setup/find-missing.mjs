import { engineIsSettled } from './engine.mjs';
import { packagesAreInstalled } from './packages.mjs';
import { locateProgram } from './program.mjs';

/**
 * What is missing of the three: npm packages, TensorFlow, the program. Nothing in most runs, so this is all that a
 * warm start does. `folder` is the program's.
 * @param {string} root
 * @param {{ tensorflow: boolean, retry: boolean }} needs
 */
export function findMissing(root, { tensorflow, retry }) {
  const program = locateProgram(root);
  const packages = !packagesAreInstalled(root);
  // It lies in node_modules, which new packages replace.
  const engine = tensorflow && (packages || !engineIsSettled(root, { retry, now: Date.now() }));
  return {
    packages,
    engine,
    program: !program.isBuilt,
    any: packages || engine || !program.isBuilt,
    folder: program.folder,
  };
}
