import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runHere } from './run-here.ts';
import { layFonts } from './warm-fonts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A fresh copy of fixture folders, laid over each other; its path. */
export function copyFixtures(...names: string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'report-')));
  for (const name of names) cpSync(join(root, 'test/fixtures', name), folder, { recursive: true });
  layFonts(folder);
  return folder;
}

/** A copy of a report's folder, with all that it has built but what is to be left out, by paths in it. */
export function copyReport(report: string, without: readonly string[] = []): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'report-')));
  const left = new Set(without.map((name) => join(report, name)));
  for (const path of left) if (!existsSync(path)) throw new Error(`there is no ${path} to be left out`);
  cpSync(report, folder, { recursive: true, verbatimSymlinks: true, filter: (path) => !left.has(path) });
  layFonts(folder);
  return folder;
}

/** A command under way. */
export interface Started {
  pid: number;
  /** What it has written so far. */
  output: { stdout: string; stderr: string };
  ended: Promise<Run>;
}

interface Surroundings {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Root of the copy of the generator that is to do it. */
  generator?: string;
  /** The largest file that may be written, in blocks of 512 bytes. */
  blocks?: number;
}

/** Starts the real command line, as the npm scripts do, in a process group of its own. */
export function startReport(
  args: readonly string[],
  { cwd = root, env = {}, generator = root, blocks }: Surroundings = {},
): Started {
  const options = { cwd, env: { ...process.env, ...env }, detached: true };
  const command = [process.execPath, join(generator, 'src/setup/start.mjs'), ...args];
  const limited = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...command];
  const [program = '', ...rest] = blocks === undefined ? command : limited;
  const child = spawn(program, rest, options);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = new Promise<Run>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ ...output, code });
    });
  });
  return { pid: child.pid ?? 0, output, ended };
}

/** Runs the real command line to its end, in a process of its own: for what depends on that. */
export function runApart(args: readonly string[], surroundings: Surroundings = {}): Promise<Run> {
  return startReport(args, surroundings).ended;
}

/** Runs a command of the real program to its end, in this process. */
export function runReport(
  args: readonly string[],
  { generator = root }: Pick<Surroundings, 'generator'> = {},
): Promise<Run> {
  return runHere(generator, args);
}
