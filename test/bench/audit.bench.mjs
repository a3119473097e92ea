// The audit of a document of 10,000 numbers.
//   npm run bench -- audit
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildSync } from 'esbuild';

import { root } from './folders.mjs';
import { line } from './measure.mjs';

const runs = 5;
const numbers = 10_000;

const kinds = {
  first: 'all bound, nothing known of it',
  again: 'the same, nothing changed since',
  told: 'all typed in, with the bindings that fit',
};

/** A process for each round, so that nothing is warm in it. */
export function bench() {
  // Its packages are found from where the program lies.
  const folder = join(root, '.cache', 'bench-audit');
  mkdirSync(folder, { recursive: true });
  try {
    const outfile = join(folder, 'audit-document.mjs');
    const entry = fileURLToPath(new URL('audit-document.ts', import.meta.url));
    const shape = { bundle: true, format: 'esm', platform: 'node', packages: 'external' };
    buildSync({ entryPoints: [entry], outfile, ...shape, absWorkingDir: root });
    const rounds = Array.from({ length: runs }, () => audit(outfile));
    for (const [kind, name] of Object.entries(kinds))
      console.log(
        line(
          name,
          rounds.map((round) => round[kind]),
        ),
      );
    console.log(`${numbers.toLocaleString('en')} numbers; aim: each under 1 s`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function audit(program) {
  const done = spawnSync(process.execPath, [program, String(numbers)], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the audit failed:\n${done.stderr}`);
  return JSON.parse(done.stdout);
}
