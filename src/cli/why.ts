import type { Command } from 'commander';

import { folderWords, reportFolder } from './folder.ts';
import { addChoices, type ChoiceFlags, readChoices, seedsOption } from './options.ts';
import type { Tools } from './tools.ts';

/** `report why JOB` */
export function describeWhy(program: Command, { generator, print }: Tools): void {
  const command = program
    .command('why')
    .description('the parts of a job’s key, and what changed since its last run (npm run why -- JOB)')
    .argument('<job>', 'experiment.case, or experiment')
    .argument('[folder]', folderWords);
  addChoices(command)
    .addOption(seedsOption())
    .action(async (job: string, folder: string | undefined, flags: ChoiceFlags) => {
      const { explainWhy } = await import('../why.ts');
      const options = { generator, ...readChoices(flags) };
      print(await explainWhy(reportFolder(folder, generator), job, options));
    });
}
