import { statfsSync } from 'node:fs';

import { SetupFault } from './faults.mjs';
import * as messages from './messages.mjs';
import { findOnPath, lastTelling, runChild } from './run-child.mjs';

const BYTES_NEEDED = 0.7e9;
const ARGUMENTS = [
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
 * Runs npm in a folder, without the packages' install scripts. Throws a SetupFault that says what to do.
 * @param {readonly string[]} command e.g. `['ci', '--include=dev']`
 * @param {{ folder: string, title: string, steps: import('./steps.mjs').Steps, signal: AbortSignal }} tools
 */
export async function callNpm(command, { folder, title, steps, signal }) {
  const npm = findNpm();
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < BYTES_NEEDED)
    throw new SetupFault(messages.diskIsFull(folder, BYTES_NEEDED, bavail * bsize));
  const full = [...npm, ...command, ...ARGUMENTS];
  await steps.run(title, async (note) => {
    // What npm has kept need not be asked for again, unless it is too old to know a version.
    const kept = await run([...full, '--prefer-offline'], { folder, note, signal });
    const outdated = kept.errors.some((line) => UNKNOWN_VERSION.test(line));
    const outcome = outdated ? await run(full, { folder, note, signal }) : kept;
    if (outcome.code !== 0) throw new SetupFault(explain(outcome.errors, outcome.lines));
  });
}

/**
 * @param {readonly string[]} command
 * @param {{ folder: string, note(text: string): void, signal: AbortSignal }} tools
 */
async function run(command, { folder, note, signal }) {
  let fetched = 0;
  /** @type {string[]} */
  const errors = [];
  const onLine = (/** @type {string} */ line) => {
    if (/^npm http fetch GET 200 .*\.tgz/.test(line)) note(messages.packagesFetched(++fetched));
    const error = /^npm (?:error|ERR!) ?(.*)/.exec(line)?.[1];
    if (error && errors.length < 20) errors.push(error);
  };
  const { code, lines } = await runChild(command, { cwd: folder, signal, onLine });
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
