import type { Command } from 'commander';

import type { EngineName } from '../base/results.ts';
import { folderWords, reportFolder } from './folder.ts';
import { dataOption, engineOption } from './options.ts';
import type { Tools } from './tools.ts';

/** `report lock` */
export function describeLock(program: Command, { generator, print }: Tools): void {
  program
    .command('lock')
    .description('accepts the results in the store as the locked ones, and says what changes (npm run lock)')
    .argument('[folder]', folderWords)
    .option('--dry-run', 'only show what would change')
    .addOption(dataOption())
    .addOption(engineOption())
    .action(
      async (folder: string | undefined, flags: { dryRun?: boolean; engine?: EngineName; data?: string }) => {
        const { lockReport } = await import('../lock.ts');
        const options = {
          generator,
          engine: flags.engine ?? null,
          dataset: flags.data ?? null,
          dryRun: flags.dryRun ?? false,
        };
        for (const line of await lockReport(reportFolder(folder, generator), options)) print(line);
      },
    );
}
