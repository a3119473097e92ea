/** The values of a file in the safetensors format, as numbers, by the name of the tensor. */
export interface ReadTensor {
  dtype: string;
  shape: string;
  values: ArrayLike<number>;
}

/** Media type of files in the safetensors format. */
export const tensorsMediaType = 'application/x-safetensors';

/** Bytes of the field that holds the header's length. */
const prefix = 8;

/**
 * Reads a file in the safetensors format (Hugging Face, https://github.com/huggingface/safetensors) as far as comparing
 * needs; null where it is none, or holds another type than floats, 32-bit integers and bytes.
 */
export function readTensors(bytes: Uint8Array): ReadonlyMap<string, ReadTensor> | null {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = prefix + Number(view.getBigUint64(0, true));
    const header: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(prefix, start)),
    );
    const entries = Object.entries(Object(header) as object).filter(([name]) => name !== '__metadata__');
    return new Map(entries.map(([name, entry]) => [name, readTensor(bytes.subarray(start), entry)]));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError)
      return null;
    throw error;
  }
}

function readTensor(content: Uint8Array, entry: unknown): ReadTensor {
  const { dtype, shape, data_offsets: offsets } = Object(entry) as { [field: string]: unknown };
  const [from, to] = isOffsets(offsets) ? offsets : [0, -1];
  if (typeof dtype !== 'string' || from > to || to > content.length) throw new RangeError('no tensor');
  // A copy: values must lie at a multiple of their size. The slice of a Buffer is none, and its memory is the whole file's.
  const { buffer } = new Uint8Array(content.subarray(from, to));
  return { dtype, shape: JSON.stringify(shape), values: valuesOf(dtype, buffer) };
}

function valuesOf(dtype: string, buffer: ArrayBuffer): ArrayLike<number> {
  switch (dtype) {
    case 'F64':
      return new Float64Array(buffer);
    case 'F32':
      return new Float32Array(buffer);
    case 'I32':
      return new Int32Array(buffer);
    case 'U8':
      return new Uint8Array(buffer);
    default:
      throw new RangeError('no known type');
  }
}

function isOffsets(value: unknown): value is readonly [number, number] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((each) => Number.isInteger(each) && each >= 0)
  );
}
