import type { Command } from 'commander';

import type { EngineName } from '../base/results.ts';
import { folderWords, reportFolder } from './folder.ts';
import { dataOption, engineOption } from './options.ts';
import type { Tools } from './tools.ts';

/** `report why JOB` */
export function describeWhy(program: Command, { generator, print }: Tools): void {
  program
    .command('why')
    .description('the parts of a job’s key, and what changed since its last run (npm run why -- JOB)')
    .argument('<job>', 'experiment.case, or experiment')
    .argument('[folder]', folderWords)
    .addOption(dataOption())
    .addOption(engineOption())
    .action(
      async (job: string, folder: string | undefined, flags: { engine?: EngineName; data?: string }) => {
        const { explainWhy } = await import('../why.ts');
        const options = { generator, engine: flags.engine ?? null, dataset: flags.data ?? null };
        print(await explainWhy(reportFolder(folder, generator), job, options));
      },
    );
}
