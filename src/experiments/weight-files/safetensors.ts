import { safetensorsBroken } from '../../base/messages/experiments.ts';

/** A tensor of 32-bit floats, the last dimension running fastest. */
export interface StoredTensor {
  shape: readonly number[];
  values: Float32Array;
}

export interface StoredTensors {
  readonly [name: string]: StoredTensor;
}

/** What a file says of itself beside its tensors. */
export interface Metadata {
  readonly [name: string]: string;
}

/** The header's entry that holds metadata; no tensor has this name. */
const metadataEntry = '__metadata__';

/** Length of the field that holds the header's length. */
const prefix = 8;
const bytesPerValue = 4;

/**
 * Writes tensors in the safetensors format (Hugging Face, https://github.com/huggingface/safetensors): the header's
 * length as a little-endian 64-bit integer, a JSON header {name: {dtype, shape, data_offsets}}, then the values,
 * little-endian, without gaps, in the order of the names given. Metadata, if any, go into the header. Same content,
 * same bytes.
 */
export function writeSafetensors(tensors: StoredTensors, metadata: Metadata = {}): Uint8Array {
  const header = encodeHeader(tensors, metadata);
  const size = Object.values(tensors).reduce((sum, { values }) => sum + values.length * bytesPerValue, 0);
  const bytes = new Uint8Array(prefix + header.length + size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, prefix);
  let at = prefix + header.length;
  for (const { values } of Object.values(tensors)) {
    values.forEach((value, index) => {
      view.setFloat32(at + index * bytesPerValue, value, true);
    });
    at += values.length * bytesPerValue;
  }
  return bytes;
}

function encodeHeader(tensors: StoredTensors, metadata: Metadata): Uint8Array {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { shape, values }]) => {
    const start = end;
    end += values.length * bytesPerValue;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const about = Object.keys(metadata).length === 0 ? [] : [[metadataEntry, metadata] as const];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...about, ...entries])));
  // The format allows spaces after the header; they align the values.
  const padded = new Uint8Array(Math.ceil(json.length / prefix) * prefix).fill(0x20);
  padded.set(json);
  return padded;
}

/** Reads a safetensors file of 32-bit floats. Throws an error that says what is wrong with it. */
export function readSafetensors(bytes: Uint8Array): StoredTensors {
  const { view, start, header } = openFile(bytes);
  const entries = Object.entries(header).filter(([name]) => name !== metadataEntry);
  return Object.fromEntries(entries.map(([name, entry]) => [name, readTensor(view, start, name, entry)]));
}

/** What a safetensors file says of itself; nothing where it has no metadata. Throws as `readSafetensors` does. */
export function readMetadata(bytes: Uint8Array): Metadata {
  const { [metadataEntry]: metadata } = openFile(bytes).header;
  if (metadata === undefined) return {};
  if (isMetadata(metadata)) return metadata;
  throw broken('its metadata are no texts under names');
}

function isMetadata(value: unknown): value is Metadata {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.values(value).every((text) => typeof text === 'string');
}

interface Opened {
  view: DataView;
  /** Where the values begin. */
  start: number;
  header: { readonly [name: string]: unknown };
}

function openFile(bytes: Uint8Array): Opened {
  if (bytes.length < prefix) throw broken(`it has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.length - prefix)) throw broken(`its header of ${length} bytes is cut short`);
  const start = prefix + Number(length);
  return { view, start, header: parseHeader(bytes.subarray(prefix, start)) };
}

function parseHeader(bytes: Uint8Array): Opened['header'] {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return header as Opened['header'];
  } catch {
    // Falls through: whatever is wrong with the JSON, the file is not what it should be.
  }
  throw broken('its header is no JSON object');
}

function readTensor(view: DataView, start: number, name: string, entry: unknown): StoredTensor {
  const { dtype, shape, data_offsets: offsets } = Object(entry) as { [field: string]: unknown };
  if (dtype !== 'F32') throw broken(`"${name}" holds ${String(dtype)}, not F32`);
  if (!isSizes(shape) || !isSizes(offsets)) throw broken(`"${name}" has no shape or no data_offsets`);
  const count = shape.reduce((product, size) => product * size, 1);
  const [from = 0, to = 0] = offsets;
  if (to - from !== count * bytesPerValue)
    throw broken(`"${name}" has ${to - from} bytes for ${count} values`);
  if (start + to > view.byteLength) throw broken(`"${name}" is cut short`);
  const values = Float32Array.from({ length: count }, (_, index) =>
    view.getFloat32(start + from + index * bytesPerValue, true),
  );
  return { shape, values };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function broken(what: string): Error {
  return new Error(safetensorsBroken(what));
}
