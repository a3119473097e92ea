import { idxTooShort, idxWrongLength, idxWrongMagic } from '../../base/messages/experiments.ts';

/** The content of an IDX file of unsigned bytes, the last dimension running fastest. */
export interface IdxBytes {
  shape: readonly number[];
  values: Uint8Array;
}

/**
 * Reads an IDX file of unsigned bytes, the format of the MNIST database (LeCun et al. 1998): two zero bytes, the type
 * 0x08, the number of dimensions; the size of each dimension as a big-endian 32-bit integer; the bytes. Gives a view
 * of `bytes`, no copy. Throws where the file has another number of dimensions, is cut short or has a tail.
 */
export function readIdx(name: string, bytes: Uint8Array, dimensions: number): IdxBytes {
  const start = 4 + 4 * dimensions;
  if (bytes.length < 4) throw new Error(idxTooShort(name, bytes.length));
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.getUint32(0) !== 0x0800 + dimensions) {
    throw new Error(idxWrongMagic(name, header.getUint32(0), dimensions));
  }
  if (bytes.length < start) throw new Error(idxTooShort(name, bytes.length));
  const shape = Array.from({ length: dimensions }, (_, index) => header.getUint32(4 + 4 * index));
  const expected = shape.reduce((product, size) => product * size, 1);
  if (bytes.length - start !== expected)
    throw new Error(idxWrongLength(name, expected, bytes.length - start));
  return { shape, values: bytes.subarray(start) };
}
