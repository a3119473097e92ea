import { type Command, Option } from 'commander';

import { printable } from '../base/printable.ts';
import { colourWarning } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import { addChoices, type ChoiceFlags, frozenOption, readChoices, seedsOption } from './options.ts';
import type { Tools } from './tools.ts';

interface CheckFlags extends ChoiceFlags {
  fix?: boolean;
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
    .addOption(
      new Option(
        '--fix',
        'first write the binding that fits in the place of each number that nothing accounts for, where only one does',
      ).conflicts('frozen'),
    )
    .option(
      '--strict',
      'take warnings for mistakes: experiments that nothing uses, comparisons that nothing could refute',
    )
    .action(async (folder: string | undefined, flags: CheckFlags) => {
      if (flags.fix) await fix(reportFolder(folder, generator), flags, { generator, print });
      const { checkReport } = await import('../check.ts');
      const { frozen = false, strict = false } = flags;
      const options = { generator, ...readChoices(flags), frozen, strict };
      const { said, warnings } = await checkReport(reportFolder(folder, generator), options);
      for (const warning of warnings) complain(colourWarning(warning));
      print(said);
    });
}

async function fix(
  folder: string,
  flags: CheckFlags,
  { generator, print }: Pick<Tools, 'generator' | 'print'>,
): Promise<void> {
  const { fixNumbers } = await import('../fix-numbers.ts');
  const { replaceFiles } = await import('../replace-files.ts');
  const messages = await import('../base/messages/fix.ts');
  const { lines, bound, left } = await fixNumbers(folder, { generator, ...readChoices(flags), replaceFiles });
  for (const { place, ...line } of lines) print(printable(messages.lineWasChanged(place, line)));
  print(bound === 0 ? messages.nothingToFix(left) : messages.wereBound(bound, left));
}
