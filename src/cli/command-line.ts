import { basename, dirname, join, relative } from 'node:path';

import { shellWord } from '../base/shell-word.ts';
import type { Generator } from '../project.ts';

/** The command that builds a report (path from where the user stands, `here`) and works there. */
export function buildCommand(report: string, generator: Generator, here: string): string {
  const argument = shellWord(report);
  if (!isInstalled(generator)) {
    if (isWithin(generator.root, here)) return `npm run report -- ${argument}`;
  } else if (isWithin(dirname(dirname(generator.root)), here)) return `npx report build ${argument}`;
  return `node ${shellWord(join(generator.root, 'src/setup/start.mjs'))} build ${argument}`;
}

/**
 * Messages name the npm scripts of a checkout; an installed package has none, and is called by npx:
 * `npm run why -- mlp.wide` becomes `npx report why mlp.wide`.
 */
export function spellCommands(line: string, generator: Generator): string {
  if (!isInstalled(generator)) return line;
  return line.replace(/npm run (\w+)( --)?/g, (_, script: string) =>
    script === 'report' ? 'npx report build' : `npx report ${script}`,
  );
}

function isInstalled({ root }: Generator): boolean {
  return basename(dirname(root)) === 'node_modules';
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !/^\.\.(\/|\\|$)|^([A-Za-z]:|\/)/.test(way);
}
