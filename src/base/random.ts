import { digestBytes } from './digest.ts';

/** A seeded stream of random numbers; the same on every machine. */
export interface Random {
  /** What the stream was started from, for a task that records how its result came about. */
  readonly seed: number | string;
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal, by the Box-Muller transform. */
  normal(): number;
  /** A whole number in [0, limit). */
  below(limit: number): number;
  /** 0 … length-1 in random order (Fisher-Yates). */
  permutation(length: number): Uint32Array;
  /** Two 31-bit integers, for TensorFlow's stateless random kernels. */
  seedPair(): [number, number];
  /** An independent stream for a named purpose; drawing from it changes no other stream. */
  fork(purpose: string): Random;
}

/** The seed of a job: follows from the report's seed and the job's name, so that adding a job changes no other. */
export function seedFor(reportSeed: number, jobName: string): number {
  return Number.parseInt(digestBytes(`${reportSeed}/${jobName}`).slice(0, 8), 16);
}

/** A stream by sfc32 (Chris Doty-Humphrey's small fast counter, from PractRand), its state taken from sha256 of the seed. */
export function createRandom(seed: number | string): Random {
  const next = sfc32(digestBytes(`random/${seed}`));
  const uniform = (): number => next() / 4294967296;
  const below = (limit: number): number => Math.floor(uniform() * limit);
  return {
    seed,
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    below,
    permutation: (length) => permute(length, below),
    seedPair: () => [next() >>> 1, next() >>> 1],
    fork: (purpose) => createRandom(`${seed}/${purpose}`),
  };
}

function permute(length: number, below: (limit: number) => number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

function sfc32(state: string): () => number {
  let [a, b, c, counter] = [0, 8, 16, 24].map((at) => Number.parseInt(state.slice(at, at + 8), 16) | 0) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
}
