import type { Command } from 'commander';

import * as messages from '../base/messages/cli.ts';
import { colourDiagnostic, colourWarning } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import {
  addChoices,
  type ChoiceFlags,
  debugOption,
  frozenOption,
  jobsOption,
  readChoices,
  seedsOption,
} from './options.ts';
import type { BuildAccount } from '../base/messages/cli.ts';
import type { Build, BuildOptions } from '../build.ts';
import type { Tools } from './tools.ts';

interface BuildFlags extends ChoiceFlags {
  jobs?: number;
  debug?: boolean;
  frozen?: boolean;
  keepGoing?: boolean;
  watch?: boolean;
}

/** `report build` */
export function describeBuild(program: Command, tools: Tools): void {
  const command = program
    .command('build')
    .description('runs what the store lacks and writes the document into dist/ (npm run report)')
    .argument('[folder]', folderWords)
    .addOption(jobsOption());
  addChoices(command)
    .addOption(seedsOption())
    .addOption(frozenOption('execute nothing: show the locked results, or say why they no longer fit'))
    .option(
      '-k, --keep-going',
      'write the document although results refute claims: it marks and lists them, the exit code is 1; mistakes and jobs that fail stop the build as ever',
    )
    .option('-w, --watch', 'stay, and build again on every save')
    .addOption(debugOption())
    .action(async (folder: string | undefined, flags: BuildFlags) => {
      const started = performance.now();
      const asked = program.opts<{ debug?: boolean }>().debug ?? false;
      const { generator, signal } = tools;
      const path = reportFolder(folder, generator);
      const options = {
        generator,
        signal,
        jobs: flags.jobs ?? null,
        ...readChoices(flags),
        frozen: flags.frozen ?? false,
        keepGoing: flags.keepGoing ?? false,
        debug: flags.debug ?? asked,
      };
      const { keepBuilding } = flags.watch ? await import('./keep-building.ts') : { keepBuilding: null };
      if (keepBuilding) return keepBuilding(path, options, tools);
      const { account, warnings, refuted } = await buildOnce(path, options, started);
      for (const warning of warnings) tools.complain(colourWarning(warning));
      for (const claim of refuted) tools.complain(colourDiagnostic(claim));
      tools.print(messages.buildAccount(account));
      if (refuted.length > 0) tools.fail();
    });
}

/** A build, or what the last one said where nothing has changed since; `started` on the clock of `performance`. */
async function buildOnce(
  path: string,
  options: Omit<BuildOptions, 'watcher'>,
  started: number,
): Promise<{ account: BuildAccount } & Pick<Build, 'warnings' | 'refuted'>> {
  const { findRepeat, rememberBuild } = await import('../repeat.ts');
  const { accountOf, endedOf, repeatedAccount } = await import('../account.ts');
  const seconds = (): number => (performance.now() - started) / 1000;
  const repeated = await findRepeat(path, options);
  if (repeated) {
    const { warnings } = repeated;
    return { account: repeatedAccount(repeated, seconds()), warnings, refuted: [] };
  }
  const { buildReport } = await import('../build.ts');
  const { createProgress } = await import('../run/progress.ts');
  const build = await buildReport(path, { ...options, watcher: createProgress(process.stderr) });
  const ended = endedOf(build);
  if (ended) await rememberBuild(path, options, ended);
  const { warnings, refuted } = build;
  return { account: accountOf(build, seconds()), warnings, refuted };
}
