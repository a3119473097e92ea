import type { Command } from 'commander';

import { colourWarning } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import { addChoices, type ChoiceFlags, frozenOption, readChoices, seedsOption } from './options.ts';
import type { Tools } from './tools.ts';

interface CheckFlags extends ChoiceFlags {
  frozen?: boolean;
  strict?: boolean;
}

/** `report check` */
export function describeCheck(program: Command, { generator, print, complain }: Tools): void {
  const command = program
    .command('check')
    .description('says every mistake that can be told without running a job')
    .argument('[folder]', folderWords);
  addChoices(command)
    .addOption(seedsOption())
    .addOption(
      frozenOption('execute nothing, not even the declarations of tasks: the locked results must fit'),
    )
    .option(
      '--strict',
      'take warnings for mistakes: experiments that nothing uses, comparisons that nothing could refute',
    )
    .action(async (folder: string | undefined, flags: CheckFlags) => {
      const { checkReport } = await import('../check.ts');
      const { frozen = false, strict = false } = flags;
      const options = { generator, ...readChoices(flags), frozen, strict };
      const { said, warnings } = await checkReport(reportFolder(folder, generator), options);
      for (const warning of warnings) complain(colourWarning(warning));
      print(said);
    });
}
