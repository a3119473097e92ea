import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

import { SetupFault } from './faults.mjs';
import * as messages from './messages.mjs';
import { recordsFolder, stampPackages } from './packages.mjs';
import { findOnPath, lastTelling, runChild } from './run-child.mjs';

const BYTES_NEEDED = 0.7e9;
const NPM_ARGUMENTS = [
  'ci',
  '--include=dev',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=http',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];
const UNKNOWN_VERSION = /\b(ETARGET|ENOVERSIONS)\b/;
const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;

/**
 * `npm ci`, with our stamp only after it ended well. Throws a SetupFault that says what to do.
 * @param {string} root
 * @param {{ steps: import('./steps.mjs').Steps, signal: AbortSignal }} tools
 */
export async function installPackages(root, { steps, signal }) {
  const npm = findNpm();
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < BYTES_NEEDED)
    throw new SetupFault(messages.diskIsFull(root, BYTES_NEEDED, bavail * bsize));
  rmSync(recordsFolder(root), { recursive: true, force: true });
  rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
  await steps.run(messages.packagesStep(), async (note) => {
    // What npm has kept need not be asked for again, unless it is too old to know a version.
    const kept = await runNpm([...npm, ...NPM_ARGUMENTS, '--prefer-offline'], { root, note, signal });
    const outcome = kept.errors.some((line) => UNKNOWN_VERSION.test(line))
      ? await runNpm([...npm, ...NPM_ARGUMENTS], { root, note, signal })
      : kept;
    if (outcome.code !== 0) throw new SetupFault(explain(outcome.errors, outcome.lines));
  });
  stampPackages(root);
}

/**
 * @param {readonly string[]} command
 * @param {{ root: string, note(text: string): void, signal: AbortSignal }} tools
 */
async function runNpm(command, { root, note, signal }) {
  let fetched = 0;
  /** @type {string[]} */
  const errors = [];
  const onLine = (/** @type {string} */ line) => {
    if (/^npm http fetch GET 200 .*\.tgz/.test(line)) note(messages.packagesFetched(++fetched));
    const error = /^npm (?:error|ERR!) ?(.*)/.exec(line)?.[1];
    if (error && errors.length < 20) errors.push(error);
  };
  const { code, lines } = await runChild(command, { cwd: root, signal, onLine });
  return { code, lines, errors };
}

function findNpm() {
  const npm = findOnPath('npm');
  if (npm !== null) return [npm];
  const script = process.env['npm_execpath'];
  if (script?.endsWith('npm-cli.js')) return [process.execPath, script];
  throw new SetupFault(messages.npmIsMissing());
}

/** @param {readonly string[]} errors npm's first ones @param {readonly string[]} lines its last words */
function explain(errors, lines) {
  const text = errors.join('\n');
  if (NO_NETWORK.test(text)) return messages.npmHasNoNetwork();
  if (/\bEUSAGE\b/.test(text)) return messages.npmLockDisagrees();
  const telling = errors.filter((line) => !/^(code|errno|syscall|path|dest|A complete log)\b/.test(line));
  return messages.npmFailed(telling[0] ?? lastTelling(lines));
}
