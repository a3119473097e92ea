import { relative } from 'node:path';

import { accountOf } from '../account.ts';
import type { Choices } from '../base/choices.ts';
import { ReportError } from '../base/diagnostic.ts';
import * as cliMessages from '../base/messages/cli.ts';
import * as messages from '../base/messages/watch.ts';
import type { Build, BuildOptions } from '../build.ts';
import { createProgress } from '../run/progress.ts';
import { type BuildListener, type Outcome, watchReport } from '../watch.ts';
import { colourDiagnostic, colourWarning } from './colour.ts';
import type { Tools } from './tools.ts';

/** `report build --watch`: builds a report (absolute folder) on every save until it is interrupted, and says what changed. */
export async function keepBuilding(
  folder: string,
  options: Choices & Pick<BuildOptions, 'jobs' | 'frozen' | 'debug' | 'keepGoing'>,
  tools: Tools,
): Promise<void> {
  const { generator, signal } = tools;
  await watchReport(folder, {
    ...options,
    generator,
    signal,
    createWatcher: () => createProgress(process.stderr),
    listener: createListener(tools),
  });
}

/** Tells each build in a few lines; what was told before and is still so is not told again. */
function createListener({ print, complain }: Tools): BuildListener {
  let told = '';
  let watched = '';
  return {
    begins: (changed) => {
      if (changed.length > 0) print(messages.filesChanged(changed));
      if (changed.length > 0) told = '';
    },
    ended: (outcome) => {
      const words = wordsOf(outcome);
      if (words === told) return;
      told = outcome.type === 'failed' ? words : '';
      if ('build' in outcome) tellOf(outcome.build, complain);
      if (outcome.type === 'failed') complain(words);
      else print(words);
    },
    waits: (root) => {
      if (watched !== root) print(messages.watching(relative(process.cwd(), root) || '.'));
      watched = root;
    },
  };
}

function tellOf({ warnings, refuted }: Build, complain: Tools['complain']): void {
  [...warnings.map(colourWarning), ...refuted.map(colourDiagnostic)].forEach(complain);
}

function wordsOf(outcome: Outcome): string {
  if (outcome.type === 'outdated')
    return outcome.codeChanged ? messages.stoppedForCode() : messages.beginsAnew();
  if (outcome.type === 'failed') return wordsOfFailure(outcome.error);
  const { build, differences, mended, seconds } = outcome;
  const account = accountOf(build, seconds);
  if (differences === null) return cliMessages.buildAccount(account);
  const { ran, stored } = build.account;
  return messages.rebuilt({ ...account, ...differences, mended, ran, stored: stored.length });
}

function wordsOfFailure(error: unknown): string {
  if (!(error instanceof ReportError))
    return messages.faultOfOurs(error instanceof Error ? error.message : String(error));
  const { diagnostics } = error;
  return [...diagnostics.map(colourDiagnostic), messages.stillWrong(diagnostics.length)].join('\n');
}
