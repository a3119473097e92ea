import type { UnboundNumber } from './audit-numbers.ts';
import { type Fit, isPublished } from './fit-bindings.ts';
import { significantDigits } from './significant-digits.ts';

/**
 * The binding that is written in a number's place without asking; null where somebody has to choose. It is the only fit,
 * or fits better than every other: by its section, then to the last digit. A published figure and a result that are alike
 * say different things, and a number of one digit is met by accident.
 */
export function chooseFix({ text, passage }: UnboundNumber, fits: readonly Fit[]): Fit | null {
  const [best, next] = fits;
  if (!best || !isWritable(passage.takes) || significantDigits(text) < 2) return null;
  if (!next) return best;
  return best.rank < next.rank && !fits.some(isPublished) ? best : null;
}

function isWritable(takes: UnboundNumber['passage']['takes']): boolean {
  return takes === 'directive' || takes === 'tex';
}
