import { execFile } from 'node:child_process';

/** Where the files of a folder stand in git. */
export interface CommitState {
  /** Full hash of the commit that is checked out; null outside git, or without git. */
  commit: string | null;
  /** Whether files differ from that commit, or are not in it; null without one. */
  changed: boolean | null;
}

/** Looks where a folder stands in git, leaving out `outputs`: paths below it that are made, and ignored as a rule. */
export async function findCommit(folder: string, outputs: readonly string[] = []): Promise<CommitState> {
  const hash = (await git(['rev-parse', '--verify', 'HEAD'], folder))?.trim() ?? '';
  if (!/^[0-9a-f]{40,64}$/.test(hash)) return { commit: null, changed: null };
  const paths = ['.', ...outputs.map((path) => `:(exclude)${path}`)];
  const status = await git(['status', '--porcelain', '--untracked-files=all', '--', ...paths], folder);
  return { commit: hash, changed: status === null ? null : status.trim() !== '' };
}

function git(words: readonly string[], cwd: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', words, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
  });
}
