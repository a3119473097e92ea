import { encode } from 'fast-png';

import type { Pixels } from '../base/results.ts';

/*
 * Loaded only for jobs with images. The digest of this module's code, the package's included, stands in their keys
 * (setup/runtime.mjs).
 */

/** A picture as the bytes of a PNG file. */
export function encodePng({ width, height, channels, data }: Pixels): Uint8Array {
  return encode({ width, height, channels, data, depth: 8 });
}
