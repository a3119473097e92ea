import type { Command } from 'commander';

import * as messages from '../base/messages/cli.ts';
import { colourWarning } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import { keepBuilding } from './keep-building.ts';
import {
  addChoices,
  type ChoiceFlags,
  debugOption,
  frozenOption,
  jobsOption,
  readChoices,
  seedsOption,
} from './options.ts';
import type { Tools } from './tools.ts';

interface BuildFlags extends ChoiceFlags {
  jobs?: number;
  debug?: boolean;
  frozen?: boolean;
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
    .option('-w, --watch', 'stay, and build again on every save')
    .addOption(debugOption())
    .action(async (folder: string | undefined, flags: BuildFlags) => {
      const started = performance.now();
      const asked = program.opts<{ debug?: boolean }>().debug ?? false;
      const { buildReport } = await import('../build.ts');
      const { createProgress } = await import('../run/progress.ts');
      const { accountOf } = await import('../account.ts');
      const { generator, signal } = tools;
      const path = reportFolder(folder, generator);
      const options = {
        jobs: flags.jobs ?? null,
        ...readChoices(flags),
        frozen: flags.frozen ?? false,
        debug: flags.debug ?? asked,
      };
      if (flags.watch) return keepBuilding(path, options, tools);
      const watcher = createProgress(process.stderr);
      const build = await buildReport(path, { generator, signal, watcher, ...options });
      for (const warning of build.warnings) tools.complain(colourWarning(warning));
      const seconds = (performance.now() - started) / 1000;
      tools.print(messages.buildAccount(accountOf(build, seconds)));
    });
}
