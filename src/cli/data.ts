import type { Command } from 'commander';

import { folderWords, reportFolder } from './folder.ts';
import type { Tools } from './tools.ts';

/** `report data [NAME]` */
export function describeData(program: Command, { generator, signal, print }: Tools): void {
  program
    .command('data')
    .description('checks the files of the data sets in data/ against their manifests (npm run data)')
    .argument('[name]', 'one manifest of data/; all without it')
    .option('--report <folder>', folderWords)
    .action(async (name: string | undefined, flags: { report?: string }) => {
      const { checkData } = await import('../data.ts');
      const folder = reportFolder(flags.report, generator);
      for (const line of await checkData(folder, generator, name ?? null)) print(line);
      signal.throwIfAborted();
    });
}
