import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  return folder;
}

/** Runs the real command line, as `npm run report` does. */
export function runReport(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Run> {
  const env = { ...process.env, ...options.env };
  const child = spawn(process.execPath, [join(root, 'src/setup/start.mjs'), ...args], { cwd: options.cwd ?? root, env });
  const run: Run = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (run.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (run.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ ...run, code });
    });
  });
}
