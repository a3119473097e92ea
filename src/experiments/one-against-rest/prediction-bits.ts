/**
 * Packs predictions of two classes, eight to a byte, the first in the highest bit; a set bit is output 0, the class. What
 * is left of the last byte is zero.
 */
export function packPredictions(predicted: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(predicted.length / 8));
  predicted.forEach((output, window) => {
    if (output === 0) bytes[window >> 3] = (bytes[window >> 3] ?? 0) | (0x80 >> (window & 7));
  });
  return bytes;
}

/** The reverse of `packPredictions` for `windows` predictions. */
export function unpackPredictions(bytes: Uint8Array, windows: number): Uint8Array {
  const predicted = new Uint8Array(windows);
  for (let window = 0; window < windows; window += 1) {
    predicted[window] = (bytes[window >> 3] ?? 0) & (0x80 >> (window & 7)) ? 0 : 1;
  }
  return predicted;
}

/** One list of bytes after the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
