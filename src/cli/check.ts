import type { Command } from 'commander';

import type { EngineName } from '../base/results.ts';
import { colourWarning } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import { dataOption, engineOption, frozenOption } from './options.ts';
import type { Tools } from './tools.ts';

/** `report check` */
export function describeCheck(program: Command, { generator, print, complain }: Tools): void {
  program
    .command('check')
    .description('says every mistake that can be told without running a job')
    .argument('[folder]', folderWords)
    .addOption(dataOption())
    .addOption(engineOption())
    .addOption(
      frozenOption('execute nothing, not even the declarations of tasks: the locked results must fit'),
    )
    .action(
      async (folder: string | undefined, flags: { engine?: EngineName; frozen?: boolean; data?: string }) => {
        const { checkReport } = await import('../check.ts');
        const options = {
          generator,
          engine: flags.engine ?? null,
          dataset: flags.data ?? null,
          frozen: flags.frozen ?? false,
        };
        const { said, warnings } = await checkReport(reportFolder(folder, generator), options);
        for (const warning of warnings) complain(colourWarning(warning));
        print(said);
      },
    );
}
