import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { readEngine, userCacheFolder } from './engine.mjs';
import { Interrupted, SetupFault } from './faults.mjs';
import { findMissing } from './find-missing.mjs';
import * as messages from './messages.mjs';
import { stopWithNpm } from './stop-with-npm.mjs';
import { programIsWhole, removeProgram } from './program.mjs';

/** Commands that execute no task, or none on TensorFlow. */
const LIGHT_COMMANDS = ['why', 'data', 'check', 'jobs', 'init', 'clean', 'help', undefined];

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
  const retry = command === 'setup';
  const tensorflow = needsTensorflow(commandLine);
  try {
    const missing = findMissing(root, { tensorflow, retry });
    const folder = missing.any ? await setUpLazily(root, { tensorflow, retry }) : missing.folder;
    const engine = tensorflow ? readEngine(root) : null;
    if (engine?.tensorflow === null) say(messages.goesOnWithout(engine.reason));
    if (command === 'setup') return reportSetUp(engine);
    if (command === 'exec') return (await import('./exec-program.mjs')).execProgram(root, rest);
    return await runProgram(root, folder, commandLine);
  } catch (error) {
    return explain(error);
  }
}

/** A warm start does not even load what sets up. @param {string} root @param {{ tensorflow: boolean, retry: boolean }} needs */
async function setUpLazily(root, needs) {
  const { setUp } = await import('./set-up.mjs');
  return setUp(root, needs);
}

/** @param {readonly string[]} commandLine */
function needsTensorflow([command, ...rest]) {
  if (command === 'exec' || command === 'setup') return true;
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

/** @param {string} root @param {string} folder @param {readonly string[]} commandLine @returns {Promise<number>} */
async function runProgram(root, folder, commandLine) {
  await keepCompiledCode(join(root, '.cache', 'compiled'));
  const isWhole = () => programIsWhole(folder);
  try {
    const { main } = await import(pathToFileURL(join(folder, 'cli.js')).href);
    return await main({ arguments: commandLine, root, program: folder, isWhole });
  } catch (error) {
    if (process.env[REPAIRED] || isWhole()) throw error;
    return repairProgram(root, folder, commandLine);
  }
}

/** Set for the start after a repair: one is enough. */
const REPAIRED = 'REPORT_REPAIRED';

/** In a new process: this one would be given the damaged modules again. @type {typeof runProgram} */
async function repairProgram(root, folder, commandLine) {
  say(messages.programIsDamaged());
  removeProgram(folder);
  process.env[REPAIRED] = '1';
  const start = fileURLToPath(new URL('start.mjs', import.meta.url));
  return (await import('./exec-program.mjs')).execProgram(root, ['node', start, ...commandLine]);
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
