import { test } from 'vitest';
import { join } from 'node:path';
import { openProject } from '../../../src/project.ts';
import { replayReport } from '../../../src/replay.ts';
import { compareResults } from '../../../src/lock/compare-results.ts';
import { splitDurations } from '../../../src/lock/durations.ts';
import { locateProgram } from '../../../src/setup/program.mjs';
const root = join(import.meta.dirname, '../../..');
test('try', async () => {
  const { folder } = locateProgram({ root, home: root } as never);
  const generator = { root, packages: root, program: folder, provideEngines: async () => undefined } as never;
  let t = performance.now();
  const lap = (w: string) => { console.log(w, Math.round(performance.now() - t)); t = performance.now(); };
  const project = await openProject(join(root, 'report'), generator, {});
  lap('open');
  const watcher = new Proxy({}, { get: () => () => undefined }) as never;
  const r = await replayReport(project, { generator, jobs: null, signal: new AbortController().signal, watcher, debug: false });
  lap('replay');
  console.log(r.faults, r.ran.length, r.replayed.length);
  for (const j of r.ran) { const l = r.locked.find((x) => x.job === j.job)!; const d = compareResults(splitDurations(l.results, l.specs).results, splitDurations(j.results, j.specs).results); if (d.length) console.log(j.job, d); }
  const c: Record<string, number> = {};
  for (const j of r.replayed) for (const v of j.results) { c[v.outcome] = (c[v.outcome] ?? 0) + 1; if (v.outcome === 'different') console.log(v); }
  console.log(c);
  await r.close();
});
