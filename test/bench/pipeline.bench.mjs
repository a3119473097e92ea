// The pipeline's own cost.
//   npm run bench -- pipeline              warm runs, a long document beside mystmd, many sections, many jobs, a fresh clone
//   npm run bench -- pipeline --only jobs  one of: warm, peer, sections, jobs, clone
//   npm run bench -- pipeline --cold       also a fresh clone with an empty user cache (fetches some 300 MB)
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { compareWithMystmd } from './compare-with-mystmd.mjs';
import { root } from './folders.mjs';
import { runManyJobs } from './many-jobs.mjs';
import { buildManySections } from './many-sections.mjs';
import { alternate, line, median, time } from './measure.mjs';

const parts = {
  warm: warmReport,
  peer: compareWithMystmd,
  sections: buildManySections,
  jobs: runManyJobs,
  clone: freshClones,
};

export async function bench(options) {
  const only = options.includes('--only') ? options[options.indexOf('--only') + 1] : null;
  const chosen = Object.entries(parts).filter(([name]) => only === null || only === name);
  if (chosen.length === 0) {
    process.stderr.write(`--only takes one of: ${Object.keys(parts).join(', ')}\n`);
    return 2;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const [, measure] of chosen) await measure(scratch, options);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function warmReport(scratch) {
  writeFileSync(join(scratch, 'package.json'), '{"scripts": {"nothing": "node -e 0"}}');
  const npm = (script, cwd) => ({ program: 'npm', args: ['run', script], cwd });
  const commands = [npm('report', root), npm('nothing', scratch)];
  const [report, nothing] = alternate(commands, 10);
  console.log(line('warm npm run report', report));
  console.log(line('npm run of a script that does nothing', nothing));
  console.log(`ratio ${(median(report) / median(nothing)).toFixed(2)}; aim: report under 1.0 s`);
}

function freshClones(scratch, options) {
  freshClone(scratch, 'fresh clone, TensorFlow in the cache', {});
  if (options.includes('--cold')) freshClone(scratch, 'fresh clone, empty user cache', emptyHome(scratch));
}

function freshClone(scratch, name, env) {
  const clone = join(scratch, `clone-${Object.keys(env).length}`);
  const steps = [
    ['git clone', { program: 'git', args: ['clone', '-q', root, clone], cwd: scratch }],
    ['npm run report', { program: 'npm', args: ['run', 'report'], cwd: clone, env }],
  ];
  const seconds = steps.map(([, command]) => time(command));
  const parts = steps.map(([step], index) => `${step} ${seconds[index].toFixed(1)} s`).join(', ');
  console.log(
    `${name.padEnd(44)} ${(seconds[0] + seconds[1]).toFixed(1)} s (${parts}); aim with cache: under 90 s`,
  );
}

function emptyHome(scratch) {
  const home = mkdtempSync(join(scratch, 'home-'));
  return { HOME: home, XDG_CACHE_HOME: join(home, 'cache') };
}
