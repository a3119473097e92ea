import { relative } from 'node:path';

import type { BuildAccount } from './base/messages/cli.ts';
import { listShown } from './base/origins.ts';
import type { Build } from './build.ts';

/** What the terminal says of a build: jobs, numbers, outputs (as seen from the folder one stands in), seconds. */
export function accountOf(build: Build, seconds: number): BuildAccount {
  // A figure is no number, whatever it draws.
  const shown = listShown(build.document).filter(({ as }) => as !== 'figure');
  const published = shown.filter(({ origin }) => origin.published).length;
  const documents = build.outputs.filter((path) => /\.(html|md)$/.test(path));
  return {
    ran: build.account.ran.length,
    stored: build.account.stored.length,
    locked: build.account.locked.length,
    numbers: shown.length - published,
    published,
    literals: build.document.literals.length,
    claims: {
      all: build.document.claims.length,
      held: build.document.claims.filter(({ held }) => held).length,
    },
    compared: build.compared,
    folder: build.folder,
    documents: documents.map((path) => relative(process.cwd(), path)),
    pictures: build.outputs.length - documents.length,
    seconds,
  };
}
