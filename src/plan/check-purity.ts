import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

import type { Diagnostic } from '../base/diagnostic.ts';
import * as messages from '../base/messages/plan.ts';
import type { Place } from '../base/place.ts';
import { packageOf } from './package-name.ts';
import { readMentions, type Mention } from './read-mentions.ts';

/**
 * A task touches the world through its context only. Refused in its own sources: Node's modules, imports made while
 * it runs, the clock, the environment, unseeded random numbers, the network.
 */
export async function checkPurity(
  folders: { root: string; generator: string },
  sources: readonly string[],
): Promise<Diagnostic[]> {
  const trusted = join(folders.generator, 'src', 'base', '/');
  const own = sources.filter((path) => !join(folders.root, path).startsWith(trusted));
  const mentions = await mentionsOf(folders.root, own);
  return mentions.flatMap((mention) => {
    const message = refusal(mention);
    return message === null ? [] : [{ rule: 'task-is-pure', place: mention.place, message }];
  });
}

/** Where a package is imported first. */
export async function findImport(
  root: string,
  sources: readonly string[],
  name: string,
): Promise<Place | null> {
  const mentions = await mentionsOf(root, sources);
  return (
    mentions.find((mention) => mention.type === 'import' && packageOf(mention.name) === name)?.place ?? null
  );
}

async function mentionsOf(root: string, sources: readonly string[]): Promise<Mention[]> {
  const { parseSource } = await import('./parse-source.ts');
  const all: Mention[] = [];
  for (const file of sources.filter((path) => /\.[cm]?[jt]sx?$/.test(path))) {
    const code = await readFile(join(root, file), 'utf8');
    all.push(...readMentions(parseSource(code, file), file));
  }
  return all;
}

function refusal(mention: Mention): string | null {
  if (mention.type === 'global')
    return messages.closedGlobal(mention.name, waysOut.get(mention.name) ?? null);
  if (mention.type === 'dynamic-import') return messages.dynamicImport();
  return isBuiltin(mention.name) ? messages.closedModule(mention.name) : null;
}

/** What a task uses instead. */
const waysOut = new Map([
  ['Date', 'context.time() for durations'],
  ['performance', 'context.time() for durations'],
  ['Math.random', 'context.random'],
  ['crypto', 'context.random'],
  ['process', 'a parameter of the task'],
  ['fetch', 'a data set with a manifest, read by context.open()'],
]);
