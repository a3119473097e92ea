import type { Command } from 'commander';

import { folderWords, reportFolder } from './folder.ts';
import { addChoices, type ChoiceFlags, readChoices } from './options.ts';
import type { Tools } from './tools.ts';

interface LockFlags extends ChoiceFlags {
  dryRun?: boolean;
  all?: boolean;
}

/** `report lock` */
export function describeLock(program: Command, { generator, print }: Tools): void {
  const command = program
    .command('lock')
    .description(
      'accepts the results in the store, and what the document shows of them, as the locked ones; says what changes (npm run lock)',
    )
    .argument('[folder]', folderWords)
    .option('--dry-run', 'only show what would change')
    .option('--all', 'show every change of the document, not only the first');
  addChoices(command).action(async (folder: string | undefined, flags: LockFlags) => {
    const { lockReport } = await import('../lock.ts');
    const options = {
      generator,
      ...readChoices(flags),
      dryRun: flags.dryRun ?? false,
      all: flags.all ?? false,
    };
    for (const line of await lockReport(reportFolder(folder, generator), options)) print(line);
  });
}
