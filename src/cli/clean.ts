import { InvalidArgumentError, Option, type Command } from 'commander';

import * as messages from '../base/messages/cli.ts';
import { folderWords, reportFolder } from './folder.ts';
import type { Tools } from './tools.ts';

/** `report clean` */
export function describeClean(program: Command, { generator, print }: Tools): void {
  program
    .command('clean')
    .description('removes stored results that no job has any more (results used by a build under way stay)')
    .argument('[folder]', folderWords)
    .option('--days <number>', 'keep what was made in so many days', days, 0)
    .addOption(new Option('--all', 'remove everything kept for the report in .cache').conflicts('days'))
    .action(async (folder: string | undefined, flags: { days: number; all?: boolean }) => {
      const { cleanReport } = await import('../clean.ts');
      const options = { generator, all: flags.all ?? false, days: flags.days };
      for (const line of await cleanReport(reportFolder(folder, generator), options)) print(line);
    });
}

function days(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError(messages.notDays(text));
  return Number(text);
}
