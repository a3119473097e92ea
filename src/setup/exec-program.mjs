import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

import * as messages from './messages.mjs';

/**
 * Runs a program of node_modules/.bin, or `node`, with this terminal and these streams; signals are passed on.
 * @param {string} home
 * @param {readonly string[]} commandLine program and arguments
 * @returns {Promise<number>} its exit code, or 128 + the number of the signal that ended it
 */
export async function execProgram(home, [program, ...rest]) {
  if (program === undefined) return complain(messages.execNeedsProgram());
  const folder = join(home, 'node_modules', '.bin');
  const windows = process.platform === 'win32';
  const file = program === 'node' ? process.execPath : join(folder, windows ? `${program}.cmd` : program);
  if (!existsSync(file)) return complain(messages.programIsUnknown(program));
  const env = { ...process.env, PATH: [folder, process.env['PATH']].join(delimiter) };
  const child = spawn(file, rest, { stdio: 'inherit', env, shell: windows && program !== 'node' });
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const listeners = signals.map((signal) => {
    // The terminal has sent Ctrl-C to the child as well; twice would mean something else to it.
    const pass = () => void (signal === 'SIGINT' && process.stdin.isTTY ? true : child.kill(signal));
    process.on(signal, pass);
    return () => void process.off(signal, pass);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(complain(messages.unexpected(error.message))));
    child.on('close', (code, signal) => {
      listeners.forEach((remove) => remove());
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** @param {string} line */
function complain(line) {
  process.stderr.write(`${line}\n`);
  return 2;
}
