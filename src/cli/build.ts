import type { Command } from 'commander';

import * as messages from '../base/messages/cli.ts';
import type { EngineName } from '../base/results.ts';
import { folderWords, reportFolder } from './folder.ts';
import { debugOption, engineOption, jobsOption } from './options.ts';
import type { Tools } from './tools.ts';

interface BuildFlags {
  jobs?: number;
  engine?: EngineName;
  debug?: boolean;
  frozen?: boolean;
}

/** `report build` */
export function describeBuild(program: Command, tools: Tools): void {
  program
    .command('build')
    .description('runs what the store lacks and writes the document into dist/ (npm run report)')
    .argument('[folder]', folderWords)
    .addOption(jobsOption())
    .addOption(engineOption())
    .option('--frozen', 'execute nothing: show the locked results, or say why they no longer fit')
    .addOption(debugOption())
    .action(async (folder: string | undefined, flags: BuildFlags) => {
      const started = performance.now();
      const asked = program.opts<{ debug?: boolean }>().debug ?? false;
      const { buildReport } = await import('../build.ts');
      const { createProgress } = await import('../run/progress.ts');
      const { accountOf } = await import('../account.ts');
      const { generator, signal } = tools;
      const options = { jobs: flags.jobs ?? null, engine: flags.engine ?? null, debug: flags.debug ?? asked };
      const watcher = createProgress(process.stderr);
      const build = await buildReport(reportFolder(folder, generator), {
        generator,
        signal,
        watcher,
        frozen: flags.frozen ?? false,
        ...options,
      });
      const seconds = (performance.now() - started) / 1000;
      tools.print(messages.buildAccount(accountOf(build, seconds)));
    });
}
