import { relative, resolve } from 'node:path';

import type { Command } from 'commander';

import * as messages from '../base/messages/init.ts';
import { UsageError } from '../base/usage-error.ts';
import { buildCommand } from './command-line.ts';
import { askedFrom } from './folder.ts';
import type { Tools } from './tools.ts';

/** `report init FOLDER` */
export function describeInit(program: Command, { generator, print }: Tools): void {
  program
    .command('init')
    .description('starts a new report in a folder, a small one that builds (npm run init -- FOLDER)')
    .argument('<folder>', 'new or existing folder; what it holds is not overwritten')
    .action(async (folder: string) => {
      const { startReport } = await import('../init/start-report.ts');
      if (folder.trim() === '') throw new UsageError(messages.folderIsEmpty());
      const here = askedFrom(generator.root);
      const path = resolve(here, folder);
      const files = await startReport(path, generator, new Date());
      const shown = relative(here, path) || '.';
      print(messages.reportStarted(shown, files, buildCommand(shown, generator, here)));
    });
}
