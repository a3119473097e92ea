import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Command } from 'commander';

import { askedFrom, folderWords, reportFolder } from './folder.ts';
import { addChoices, type ChoiceFlags, readChoices } from './options.ts';
import type { Tools } from './tools.ts';

interface DiffFlags extends ChoiceFlags {
  run?: boolean;
  output?: string;
  all?: boolean;
}

/** Changes that are shown without being asked for all. */
const mostShown = 40;

/** Where no commit is named, the first argument is the folder. */
function isReport(name: string | undefined): boolean {
  return name !== undefined && existsSync(join(name, 'report.yaml'));
}

/** `report diff REV` */
export function describeDiff(program: Command, { generator, print }: Tools): void {
  const command = program
    .command('diff')
    .description(
      'says what the document shows otherwise than at a commit, number by number (npm run diff -- REV)',
    )
    .argument('[revision]', 'a commit to compare what is locked with, or two: main..HEAD')
    .argument('[folder]', folderWords)
    .option('--run', 'compare what the last build gave (without a commit: with what is locked)')
    .option('-o, --output <file>', 'write it as Markdown, for a pull request')
    .option('--all', 'show every change, not only the first');
  addChoices(command).action(
    async (first: string | undefined, second: string | undefined, flags: DiffFlags) => {
      const [revision, folder] =
        isReport(first) && second === undefined ? [undefined, first] : [first, second];
      const { diffReport, showDiff, writeDiff } = await import('../diff.ts');
      const diff = await diffReport(reportFolder(folder, generator), {
        generator,
        ...readChoices(flags),
        revision: revision ?? null,
        run: flags.run ?? false,
      });
      if (flags.output === undefined)
        for (const line of showDiff(diff, flags.all ? Infinity : mostShown)) print(line);
      else print(await writeDiff(diff, resolve(askedFrom(generator.root), flags.output)));
    },
  );
}
