import type { Command } from 'commander';

import { folderWords, reportFolder } from './folder.ts';
import type { Tools } from './tools.ts';

/** `report weights [NAME]` */
export function describeWeights(program: Command, { generator, signal, print }: Tools): void {
  program
    .command('weights')
    .description('trains the weights in weights/ again, as their manifests say (npm run weights)')
    .argument('[name]', 'one manifest of weights/; all without it')
    .option('--report <folder>', folderWords)
    .action(async (name: string | undefined, flags: { report?: string }) => {
      const { trainWeights } = await import('../weights.ts');
      const { createProgress } = await import('../run/progress.ts');
      const watcher = createProgress(process.stderr);
      const options = { generator, signal, watcher, name: name ?? null };
      for (const line of await trainWeights(reportFolder(flags.report, generator), options)) print(line);
    });
}
