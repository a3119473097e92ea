import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { isInstalled, locateCopy, userCacheFolder } from './copy.mjs';
import { engineIsSettled, readEngine } from './engine.mjs';
import { Interrupted, SetupFault } from './faults.mjs';
import { findMissing } from './find-missing.mjs';
import * as messages from './messages.mjs';
import { stopWithNpm } from './stop-with-npm.mjs';
import { programIsWhole, removeProgram } from './program.mjs';
import { tensorsAreThere } from './tensors.mjs';

/** @typedef {import('./copy.mjs').Copy} Copy */

/** Commands that execute no task, or none on TensorFlow. */
const LIGHT_COMMANDS = ['lock', 'why', 'data', 'check', 'jobs', 'init', 'clean', 'help', undefined];

/**
 * Sets up what the command needs and runs it.
 * @param {string} root absolute folder of package.json
 * @param {readonly string[]} commandLine
 * @returns {Promise<number>} the exit code
 */
export async function runCommand(root, commandLine) {
  const [command, ...rest] = commandLine;
  stopWithNpm();
  if (command === 'setup' && rest.length > 0) return refuseArguments(rest);
  const copy = locateCopy(root);
  const everything = command === 'exec' || command === 'setup';
  const needs = { tensors: everything, tensorflow: everything, retry: command === 'setup' };
  try {
    const missing = findMissing(copy, needs);
    const folder = missing.any ? await setUpLazily(copy, needs) : missing.folder;
    const engine = everything ? readEngine(copy.home) : null;
    if (engine?.tensorflow === null) say(spell(copy, messages.goesOnWithout(engine.reason)));
    if (command === 'setup') return reportSetUp(engine);
    if (command === 'exec') return (await import('./exec-program.mjs')).execProgram(copy.home, rest);
    return await runProgram(copy, folder, commandLine);
  } catch (error) {
    return explain(error);
  }
}

/** A warm start does not even load what sets up. @param {Copy} copy @param {import('./find-missing.mjs').Needs} needs */
async function setUpLazily(copy, needs) {
  const { setUp } = await import('./set-up.mjs');
  return setUp(copy, needs);
}

/**
 * What the program calls before it plans jobs for engines that the copy may not have yet: most reports need no
 * TensorFlow, and it is large.
 * @param {Copy} copy @param {readonly string[]} commandLine
 * @returns {(engines: readonly string[]) => Promise<void>}
 */
function engineProvider(copy, commandLine) {
  if (!executes(commandLine)) return async () => undefined;
  return async (engines) => {
    const tensorflow = engines.includes('tensorflow');
    const tensors = tensorflow || engines.includes('wasm') || engines.includes('cpu');
    const settled = !tensorflow || engineIsSettled(copy.home, { retry: false, now: Date.now() });
    if (!settled || (tensors && !tensorsAreThere(copy)))
      await setUpLazily(copy, { tensors, tensorflow, retry: false });
    const engine = tensorflow ? readEngine(copy.home) : null;
    if (engine?.tensorflow === null) say(spell(copy, messages.goesOnWithout(engine.reason)));
  };
}

/** @param {readonly string[]} commandLine */
function executes([command, ...rest]) {
  const asksOnly = ['--help', '-h', '--version', '-V', '--frozen'].some((flag) => rest.includes(flag));
  return !asksOnly && !command?.startsWith('-') && !LIGHT_COMMANDS.includes(command);
}

/** @param {readonly string[]} given */
function refuseArguments([first = '']) {
  const asks = first === '--help' || first === '-h';
  if (asks) process.stdout.write(`${messages.setupHelp()}\n`);
  else say(messages.setupKnowsNo(first));
  return asks ? 0 : 2;
}

/** @param {ReturnType<typeof readEngine>} engine */
function reportSetUp(engine) {
  say(
    engine?.tensorflow
      ? messages.isSetUp(engine.tensorflow.version, userCacheFolder())
      : messages.isSetUpWithout(),
  );
  return 0;
}

/** @param {Copy} copy @param {string} folder @param {readonly string[]} commandLine @returns {Promise<number>} */
async function runProgram(copy, folder, commandLine) {
  const { root, home } = copy;
  await keepCompiledCode(join(home, '.cache', 'compiled'));
  const isWhole = () => programIsWhole(folder);
  try {
    const { main } = await import(pathToFileURL(join(folder, 'cli.js')).href);
    const provideEngines = engineProvider(copy, commandLine);
    return await main({
      arguments: commandLine,
      root,
      packages: home,
      program: folder,
      isWhole,
      provideEngines,
    });
  } catch (error) {
    if (process.env[REPAIRED] || isWhole()) throw error;
    return repairProgram(copy, folder, commandLine);
  }
}

/** Set for the start after a repair: one is enough. */
const REPAIRED = 'REPORT_REPAIRED';

/** In a new process: this one would be given the damaged modules again. @type {typeof runProgram} */
async function repairProgram({ home }, folder, commandLine) {
  say(messages.programIsDamaged());
  removeProgram(folder);
  process.env[REPAIRED] = '1';
  const start = fileURLToPath(new URL('start.mjs', import.meta.url));
  return (await import('./exec-program.mjs')).execProgram(home, ['node', start, ...commandLine]);
}

/** Node 22 keeps what it compiled from one run to the next; Node 20 cannot. @param {string} folder */
async function keepCompiledCode(folder) {
  const { enableCompileCache } = /** @type {any} */ (await import('node:module'));
  enableCompileCache?.(folder);
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof Interrupted) {
    say(messages.interrupted());
    return error.exitCode;
  }
  if (error instanceof SetupFault) {
    say(error.message);
    return 1;
  }
  if (isRefusal(error)) {
    say(messages.isNotWritable(error.path, error.code));
    return 1;
  }
  say(messages.unexpected(error instanceof Error ? error.message : String(error)));
  if (process.env['REPORT_DEBUG'] && error instanceof Error) say(error.stack ?? '');
  return 70;
}

/** @param {unknown} error @returns {error is Error & { code: string, path: string }} */
function isRefusal(error) {
  const { code, path } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  return typeof path === 'string' && ['EACCES', 'EPERM', 'EROFS'].includes(code ?? '');
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/** An installed copy has no npm scripts (cli/command-line.ts does the same). @param {Copy} copy @param {string} text */
function spell(copy, text) {
  return isInstalled(copy) ? text.replace(/npm run setup/g, 'npx report setup') : text;
}
