import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const LEASH = fileURLToPath(new URL('leash.mjs', import.meta.url));
const TAIL = 40;

/**
 * Runs a command to its end. Nothing it starts outlives this process (see leash.mjs).
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal: AbortSignal, onLine?(line: string): void }} options
 * @returns {Promise<{ code: number, lines: readonly string[] }>} its exit code and its last lines of both streams;
 * rejects with the signal's reason after an interruption
 */
export async function runChild(command, { cwd, env, signal, onLine }) {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [LEASH, ...command], {
    cwd,
    env: env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const end = () => child.stdin.destroy();
  signal.addEventListener('abort', end);
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      onLine?.(line);
      lines.push(line);
      if (lines.length > TAIL) lines.shift();
    });
  }
  /** @type {number} */
  const code = await new Promise((resolve) => {
    child.on('close', (status) => resolve(status ?? 1));
    child.on('error', () => resolve(127));
  });
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  return { code, lines };
}

/** The line of a program's last words that says most. @param {readonly string[]} lines */
export function lastTelling(lines) {
  const errors = lines.filter((line) => /error/i.test(line));
  return (errors.at(-1) ?? lines.at(-1) ?? 'it gave no reason').trim().replace(/^ERROR: /, '');
}

/**
 * Where a program is on the PATH, or null.
 * @param {string} name a name or a path
 * @param {string} [path]
 */
export function findOnPath(name, path = process.env['PATH'] ?? '') {
  if (name.includes('/')) return isExecutable(name) ? name : null;
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];
  for (const folder of path.split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (folder && isExecutable(file)) return file;
    }
  }
  return null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
