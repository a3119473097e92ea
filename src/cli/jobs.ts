import type { Command } from 'commander';

import type { EngineName } from '../base/results.ts';
import { colourWarning } from './colour.ts';
import { folderWords, reportFolder } from './folder.ts';
import { dataOption, engineOption } from './options.ts';
import type { Tools } from './tools.ts';

/** `report jobs` */
export function describeJobs(program: Command, { generator, print, complain }: Tools): void {
  program
    .command('jobs')
    .description(
      'lists the jobs: what would run and why, how they stand to the locked results, what they cost',
    )
    .argument('[folder]', folderWords)
    .addOption(dataOption())
    .addOption(engineOption())
    .option('--json', 'as JSON, for programs')
    .action(
      async (folder: string | undefined, flags: { engine?: EngineName; json?: boolean; data?: string }) => {
        const { listJobs, showJobs } = await import('../jobs.ts');
        const options = { generator, engine: flags.engine ?? null, dataset: flags.data ?? null };
        const { jobs, warnings } = await listJobs(reportFolder(folder, generator), options);
        for (const warning of warnings) complain(colourWarning(warning));
        const lines = flags.json ? [JSON.stringify(jobs, null, 2)] : showJobs(jobs);
        for (const line of lines) print(line);
      },
    );
}
