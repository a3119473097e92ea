import { execFile } from 'node:child_process';

/** Full hash of the git commit that is checked out in a folder; null outside git, or without git. */
export function findCommit(folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', ['rev-parse', '--verify', 'HEAD'], { cwd: folder }, (error, stdout) => {
      const hash = stdout.trim();
      resolve(error === null && /^[0-9a-f]{40,64}$/.test(hash) ? hash : null);
    });
  });
}
