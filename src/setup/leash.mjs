/*
 * `node leash.mjs COMMAND ARGUMENTS…` runs a command and ends it, with everything it started, as soon as the set-up is
 * gone: standard input is a pipe that only the set-up holds open, and the system closes it even after kill -9.
 * Otherwise an orphaned npm would still be writing node_modules when the next run begins to.
 */
import { spawn } from 'node:child_process';

const [command = '', ...rest] = process.argv.slice(2);
const windows = process.platform === 'win32';
const child = spawn(command, rest, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: !windows,
  shell: windows,
});

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  if (signal) process.stderr.write(`ended by ${signal}\n`);
  process.exit(code ?? 1);
});
process.stdin.on('end', release).on('error', release).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, release);

function release() {
  try {
    if (windows || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
  process.exit(1);
}
