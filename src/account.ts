import { relative } from 'node:path';

import type { BuildAccount } from './base/messages/cli.ts';
import { printedNodes } from './base/printed.ts';
import type { Build } from './build.ts';

/** What the terminal says of a build: jobs, numbers, outputs (as seen from the folder one stands in), seconds. */
export function accountOf(build: Build, seconds: number): BuildAccount {
  const printed = printedNodes(build.document);
  const published = printed.filter((node) => node.origin.published).length;
  return {
    ran: build.account.ran.length,
    stored: build.account.stored.length,
    numbers: printed.length - published,
    published,
    outputs: build.outputs.map((path) => relative(process.cwd(), path)),
    seconds,
  };
}
