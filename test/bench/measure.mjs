import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs commands in turn (A B A B …), each `runs` times after one uncounted run, and gives the wall seconds of each:
 * machines drift, so what is compared must be measured in the same minutes.
 */
export function alternate(commands, runs) {
  return takeTurns(
    commands.map((command) => () => time(command)),
    runs,
  );
}

/** The same for measurements of any kind: what each `measure(round)` gave, the uncounted round -1 left out. */
export function takeTurns(measures, runs) {
  const taken = measures.map(() => []);
  for (let round = -1; round < runs; round += 1) {
    measures.forEach((measure, index) => {
      const one = measure(round);
      if (round >= 0) taken[index].push(one);
    });
  }
  return taken;
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

const noteUsage = new URL('note-usage.mjs', import.meta.url).href;

/**
 * What a whole process of Node used: wall seconds, the seconds its own threads were at work (not those of processes it
 * started), the megabytes it held at most.
 */
export function measureNode({ args, cwd, env }) {
  return withUsageFile((path) => {
    const watched = ['--import', noteUsage, ...args];
    const seconds = time({
      program: process.execPath,
      args: watched,
      cwd,
      env: { ...env, BENCH_USAGE: path },
    });
    return { seconds, ...readUsage(path) };
  });
}

/** The same for a process whose lines on stderr are told to `hear(line, seconds since its start)` as they come. */
export async function listenToNode({ args, cwd }, hear) {
  return withUsageFile(async (path) => {
    const env = { ...process.env, BENCH_USAGE: path };
    const started = performance.now();
    const since = () => (performance.now() - started) / 1000;
    const child = spawn(process.execPath, ['--import', noteUsage, ...args], { cwd, env });
    let rest = '';
    child.stdout.resume();
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line, since());
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}:\n${rest}`);
    return { seconds: since(), ...readUsage(path) };
  });
}

/** @template Result @param {(path: string) => Result} use @returns {Result} */
function withUsageFile(use) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-usage-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const used = use(join(folder, 'usage.json'));
  if (used instanceof Promise) return used.finally(remove);
  remove();
  return used;
}

function readUsage(path) {
  const usage = JSON.parse(readFileSync(path, 'utf8'));
  return { cpu: (usage.userCPUTime + usage.systemCPUTime) / 1e6, megabytes: usage.maxRSS / 1024 };
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

/** The same of what `measureNode` gave, and beside it the time at work and the memory. */
export function usageLine(name, measured) {
  const of = (field) => measured.map((one) => one[field]);
  const memory = Math.max(...of('megabytes')).toFixed(0);
  return `${line(name, of('seconds'))}; ${median(of('cpu')).toFixed(2)} s of CPU, ${memory} MB at most`;
}
