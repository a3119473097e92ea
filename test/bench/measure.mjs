import { spawnSync } from 'node:child_process';

/**
 * Runs commands in turn (A B A B …), each `runs` times after one uncounted run, and gives the wall seconds of each:
 * machines drift, so what is compared must be measured in the same minutes.
 */
export function alternate(commands, runs) {
  const seconds = commands.map(() => []);
  for (let round = -1; round < runs; round += 1) {
    commands.forEach((command, index) => {
      const taken = time(command);
      if (round >= 0) seconds[index].push(taken);
    });
  }
  return seconds;
}

/** Wall seconds of one command `{program, args, cwd, env}`. Throws, with its output, when it fails. */
export function time({ program, args, cwd, env }) {
  const started = performance.now();
  const done = spawnSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  if (done.status !== 0)
    throw new Error(`${program} ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
  return seconds;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `name  median 0.61 s  (0.58 to 0.71, 10 runs)` */
export function line(name, values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const range = `(${least.toFixed(2)} to ${most.toFixed(2)}, ${values.length} runs)`;
  return `${name.padEnd(44)} median ${median(values).toFixed(2)} s  ${range}`;
}
