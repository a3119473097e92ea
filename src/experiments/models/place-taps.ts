/** A kernel of `taps` taps, the first of them `first` rows after the row of its position (negative: before it). */
export interface Taps {
  first: number;
  taps: number;
}

/** A kernel's zero taps before and after its own ones, and the padding of its input. */
export interface Placement {
  lead: number;
  trail: number;
  padding: 'same' | { before: number; after: number };
}

/**
 * How a convolution with a stride of `stride` over `rows` rows is told to TensorFlow so that it gives
 * floor(rows / stride) positions, the taps where they are asked for: with zero taps until SAME pads it so, since SAME is
 * faster than padding by numbers; with numbers where the stride leaves rows over.
 */
export function placeTaps(
  { first, taps }: Taps,
  { rows, stride }: { rows: number; stride: number },
): Placement {
  const positions = Math.floor(rows / stride);
  const needed = (size: number): number => (positions - 1) * stride + size - rows;
  if (positions * stride === rows) {
    for (let extra = 0; extra <= stride + Math.abs(first); extra += 1) {
      const lead = Math.floor(Math.max(0, needed(taps + extra)) / 2) + first;
      if (lead >= 0 && lead <= extra) return { lead, trail: extra - lead, padding: 'same' };
    }
  }
  const lead = Math.max(0, first);
  const before = Math.max(0, -first);
  const after = needed(taps + lead) - before;
  return { lead, trail: Math.max(0, -after), padding: { before, after: Math.max(0, after) } };
}
