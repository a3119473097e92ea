#!/usr/bin/env node
/*
 * `node src/setup/start.mjs COMMAND …` is what every npm script calls. This file and node-version.mjs are written so
 * that Node 16 can still read them: an old Node is to answer with a sentence, not with a syntax error.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { complainAboutNode } from './node-version.mjs';

const complaint = complainAboutNode(process.versions.node);
if (complaint) {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
} else {
  // Who reads no further (`report jobs | head`), or closes the terminal, makes no fault of it: work goes on to its end.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (error.code === 'EPIPE' || error.code === 'EIO') return;
      if (stream === process.stdout)
        process.stderr.write(`What is told cannot be written: ${error.message}\n`);
      process.exit(1);
    });
  }
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  const { runCommand } = await import('./run-command.mjs');
  process.exitCode = await runCommand(root, process.argv.slice(2));
}
