import type { MeasureText } from './measure-text.ts';

/** What Vega exports and its typings leave out. */
declare module 'vega' {
  export const textMetrics: { width: MeasureText };
  export function setRandom(random: () => number): void;
  export function randomLCG(seed: number): () => number;
}
