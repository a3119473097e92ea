import type { Command } from 'commander';

import { folderWords, reportFolder } from './folder.ts';
import type { Tools } from './tools.ts';

const details = `
With NAME, a set whose manifest says where it can be had (fetch:) is fetched into data/NAME/ if it is not here: killed
or cut off, the next call goes on where it was. Files already in place, or its archive put there by hand, are taken.
Without NAME nothing is fetched.`;

/** `report data [NAME]` */
export function describeData(program: Command, { generator, signal, print }: Tools): void {
  program
    .command('data')
    .description(
      'checks the files of the data sets in data/ and fetches the one named (npm run data -- NAME)',
    )
    .argument('[name]', 'one manifest of data/; all without it')
    .option('--report <folder>', folderWords)
    .addHelpText('after', details)
    .action(async (name: string | undefined, flags: { report?: string }) => {
      const { checkData } = await import('../data.ts');
      const { createFetchProgress } = await import('./fetch-progress.ts');
      const watcher = createFetchProgress(process.stderr);
      const isProxied = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some(
        (variable) => (process.env[variable] ?? '') !== '',
      );
      const options = { generator, signal, watcher, isProxied, name: name ?? null, pause: 1000 };
      for (const line of await checkData(reportFolder(flags.report, generator), options)) print(line);
      signal.throwIfAborted();
    });
}
