// Training by recorded steps and by the same kernels one after another, in turn.
//   npm run bench -- steps
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundle } from './bundle.mjs';
import { root } from './folders.mjs';
import { median, takeTurns } from './measure.mjs';

const rounds = 3;

const networks = { pruned: '784-40-20-10, our kernels', whole: '784-100-50-10, tfjs’s operations' };

/** A process for each round, with the threads and kernels that a job has. */
export async function bench() {
  const folder = join(root, '.cache', 'bench-steps');
  mkdirSync(folder, { recursive: true });
  try {
    const sides = [await bundleSide(folder, 'plain'), await bundleSide(folder, 'recorded')];
    const [plain, recorded] = takeTurns(
      sides.map((program) => () => train(program)),
      rounds,
    );
    for (const [network, name] of Object.entries(networks)) tell(name, plain, recorded, network);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(name, plain, recorded, network) {
  const of = (taken) => taken.map((round) => round[network]);
  const range = (values) => `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
  const ratios = of(plain).map((before, round) => before / of(recorded)[round]);
  console.log(
    `${name.padEnd(36)} one after another ${range(of(plain))} ms a step, recorded ${range(of(recorded))}: ` +
      `${median(ratios).toFixed(2)} times as quick`,
  );
}

function bundleSide(folder, side) {
  const entry = fileURLToPath(new URL('train-steps.ts', import.meta.url));
  return bundle(entry, join(folder, `${side}.mjs`), {
    define: { 'import.meta.dirname': JSON.stringify(fileURLToPath(new URL('.', import.meta.url))) },
    plugins: side === 'plain' ? [unrecorded] : [],
  });
}

/** Puts in the place of recorded steps what they are without a binding that repeats them. */
const unrecorded = {
  name: 'unrecorded',
  setup(build) {
    build.onLoad({ filter: /record-steps\.ts$/ }, () => ({
      loader: 'ts',
      contents: `export const recordSteps = (tf, step) => ({
        run: (inputs) => tf.tidy(() => step(inputs)),
        forget: () => undefined,
      });`,
    }));
  },
};

function train(program) {
  const env = {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: '1',
    TF_NUM_INTEROP_THREADS: '1',
    TF_ENABLE_ONEDNN_OPTS: '1',
    ONEDNN_MAX_CPU_ISA: 'AVX2',
    TF_CPP_MIN_LOG_LEVEL: '2',
  };
  const done = spawnSync(process.execPath, [program], { cwd: root, encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(`the training failed:\n${done.stderr}`);
  return JSON.parse(done.stdout);
}
