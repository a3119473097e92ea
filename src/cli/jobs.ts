import type { Command } from 'commander';

import { colourWarning } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import { addChoices, type ChoiceFlags, readChoices, seedsOption } from './options.ts';
import type { Tools } from './tools.ts';

interface JobsFlags extends ChoiceFlags {
  json?: boolean;
}

/** `report jobs` */
export function describeJobs(program: Command, { generator, print, complain }: Tools): void {
  const command = program
    .command('jobs')
    .description(
      'lists the jobs: what would run and why, how they stand to the locked results, what they cost',
    )
    .argument('[folder]', folderWords);
  addChoices(command)
    .addOption(seedsOption())
    .option('--json', 'as JSON, for programs')
    .action(async (folder: string | undefined, flags: JobsFlags) => {
      const { listJobs, showJobs } = await import('../jobs.ts');
      const options = { generator, ...readChoices(flags) };
      const { jobs, warnings } = await listJobs(reportFolder(folder, generator), options);
      for (const warning of warnings) complain(colourWarning(warning));
      const lines = flags.json ? [JSON.stringify(jobs, null, 2)] : showJobs(jobs);
      for (const line of lines) print(line);
    });
}
