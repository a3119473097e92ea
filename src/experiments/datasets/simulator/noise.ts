import type { Random } from '../../../base/random.ts';

/** Four bytes added have mean 510 and variance 4 · (256² - 1) / 12. */
const [byteMean, byteDeviation] = [510, 147.80054127099805] as const;

/** Noise of a recording: a stream that can be set to any row, so that rows left out change none that are made. */
export interface Noise {
  /** Goes to the beginning of a row's own stream. */
  seek: (row: number) => void;
  /**
   * About normal, mean 0, variance 1, within ±3.45: the four bytes of one 32-bit number added. Whole numbers and one
   * division, so the same bits everywhere, and many times faster than a logarithm.
   */
  bell: () => number;
}

/** The mixing steps are those of Tommy Ettinger's mulberry32; the rows' streams start a golden ratio of 2³² apart. */
export function createNoise(seed: number): Noise {
  let state = seed | 0;
  return {
    seek: (row) => {
      state = mix((seed + Math.imul(row, 0x9e3779b1)) | 0);
    },
    bell: () => {
      state = (state + 0x6d2b79f5) | 0;
      const bits = mix(state);
      const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
      return (sum - byteMean) / byteDeviation;
    },
  };
}

function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 15), bits | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return mixed ^ (mixed >>> 14);
}

/** About normal, mean 0 and variance 1, within ±3.46: four uniform numbers added, which is exact. */
export function drawBell(random: Pick<Random, 'uniform'>): number {
  return (random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2) * Math.sqrt(3);
}

/** Uniform in [low, high). */
export function drawBetween(random: Pick<Random, 'uniform'>, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}
