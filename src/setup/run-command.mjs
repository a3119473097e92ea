import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { readEngine, userCacheFolder } from './engine.mjs';
import { Interrupted, SetupFault } from './faults.mjs';
import { findMissing } from './find-missing.mjs';
import * as messages from './messages.mjs';

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
  const { main } = await import(pathToFileURL(join(folder, 'cli.js')).href);
  return main({ arguments: commandLine, root, program: folder });
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
  say(messages.unexpected(error instanceof Error ? error.message : String(error)));
  if (process.env['REPORT_DEBUG'] && error instanceof Error) say(error.stack ?? '');
  return 70;
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
