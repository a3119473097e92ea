import { execFile } from 'node:child_process';

/** A commit of the git repository that a folder lies in. */
export interface Revision {
  /** As the user named it. */
  name: string;
  /** Full hash. */
  hash: string;
  /** Text of a file, path relative to the folder; null where the commit has none. */
  read(path: string): Promise<string | null>;
}

/** Why there is no such revision. */
export type NoRevision = 'no git' | 'no repository' | 'unknown';

/** Finds a commit by any name that git knows. Nothing of it is checked out. */
export async function findRevision(folder: string, name: string): Promise<Revision | NoRevision> {
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (inside.missing) return 'no git';
  if (inside.stdout?.trim() !== 'true') return 'no repository';
  const found = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ]);
  const hash = found.stdout?.trim() ?? '';
  if (!/^[0-9a-f]{40,64}$/.test(hash)) return 'unknown';
  return { name, hash, read: async (path) => (await git(folder, ['show', `${hash}:./${path}`])).stdout };
}

interface Answer {
  /** Null where git refused. */
  stdout: string | null;
  /** Whether there is no git at all. */
  missing: boolean;
}

/** No report's locked file is larger. */
const mostBytes = 256 * 1024 * 1024;

function git(folder: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile('git', [...args], { cwd: folder, maxBuffer: mostBytes }, (error, stdout) => {
      const missing = error !== null && 'code' in error && error.code === 'ENOENT';
      resolve({ stdout: error === null ? stdout : null, missing });
    });
  });
}
