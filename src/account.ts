import { join, relative } from 'node:path';

import type { BuildAccount } from './base/messages/cli.ts';
import { coverageOf } from './base/coverage.ts';
import type { Build } from './build.ts';
import type { Ended, Told } from './repeat.ts';

/** What the terminal says of a build: jobs, numbers, outputs (as seen from `here`, the folder one stands in), seconds. */
export function accountOf(build: Build, seconds: number, here = process.cwd()): BuildAccount {
  const { bound, published, literal } = coverageOf(build.document);
  const documents = build.outputs.filter((path) => /\.(html|md)$/.test(path));
  return {
    ran: build.account.ran.length,
    stored: build.account.stored.length,
    locked: build.account.locked.length,
    numbers: bound,
    published,
    literals: literal,
    claims: {
      all: build.document.claims.length,
      held: build.document.claims.filter(({ held }) => held).length,
      refuted: build.refuted.length,
    },
    compared: build.compared,
    folder: build.folder,
    // What is read by programs is not named.
    documents: documents.map((path) => relative(here, path)),
    pictures: build.outputs.filter((path) => !/\.(html|md|json)$/.test(path)).length,
    unchanged: false,
    seconds,
  };
}

/**
 * A build as the next one needs it, where that may be spared: one that showed nothing but what its tasks' preferred
 * engines made, since an engine may come back at any time, and with no claim refuted. Null for others.
 */
export function endedOf(build: Build): Ended | null {
  const { results } = build.account;
  if (results.some(({ standIn, engine, preferredEngine }) => standIn || engine.name !== preferredEngine))
    return null;
  if (build.refuted.length > 0) return null;
  const { seconds: _, ...account } = accountOf(build, 0, build.root);
  const all = account.ran + account.stored;
  return {
    account: { ...account, ran: 0, stored: all },
    warnings: build.warnings,
    root: build.root,
    read: build.read,
    results: results.map(({ folder }) => folder),
    outputs: build.outputs,
  };
}

/** The account of a build that could be spared. */
export function repeatedAccount({ account, root }: Told & { root: string }, seconds: number): BuildAccount {
  const documents = account.documents.map((path) => relative(process.cwd(), join(root, path)));
  return { ...account, documents, unchanged: true, seconds };
}
