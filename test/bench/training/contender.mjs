import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * A process that is told what to do by lines on its standard input and answers each with a line of JSON on descriptor 3.
 * `started` is its first answer, which says what it is.
 */
export async function startContender({ program, args, env }) {
  const child = spawn(program, args, {
    env: { ...process.env, ...env, BENCH_ANSWERS: '3' },
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  const errors = [];
  child.stderr.setEncoding('utf8').on('data', (chunk) => errors.push(chunk));
  const closed = new Promise((resolve) => child.once('close', resolve));
  const answers = createInterface({ input: child.stdio[3] })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await answers.next();
    if (!done) return JSON.parse(value);
    await closed;
    throw new Error(`${program} ${args.join(' ')} ended early:\n${errors.join('').slice(-2000)}`);
  };
  const ask = (command) => {
    child.stdin.write(`${command}\n`);
    return next();
  };
  const end = async () => {
    child.stdin.end('end\n');
    await closed;
  };
  return { started: await next(), ask, end };
}

/** The environment of every contender: so many threads, oneDNN held to the instruction set that the report pins, what its seconds are. */
export function contenderEnvironment({ threads, pinned, clock = 'wall' }) {
  const one = String(threads);
  return {
    BENCH_THREADS: one,
    BENCH_CLOCK: clock,
    OMP_NUM_THREADS: one,
    MKL_NUM_THREADS: one,
    TF_NUM_INTRAOP_THREADS: one,
    TF_NUM_INTEROP_THREADS: one,
    TF_CPP_MIN_LOG_LEVEL: '2',
    // Without it TensorFlow takes slower kernels on processors without AVX512-VNNI, which would flatter the report.
    TF_ENABLE_ONEDNN_OPTS: '1',
    CUDA_VISIBLE_DEVICES: '',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(pinned ? { ONEDNN_MAX_CPU_ISA: 'AVX2' } : {}),
  };
}
