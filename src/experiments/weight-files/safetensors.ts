import { safetensorsBroken } from '../../base/messages/experiments.ts';

export type TensorValues = Float32Array | Int32Array | Uint8Array;

/** A tensor, the last dimension running fastest. */
export interface TypedTensor<Values extends TensorValues = TensorValues> {
  shape: readonly number[];
  values: Values;
}

export interface TypedTensors {
  readonly [name: string]: TypedTensor;
}

/** A tensor of 32-bit floats. */
export type StoredTensor = TypedTensor<Float32Array>;

export interface StoredTensors {
  readonly [name: string]: StoredTensor;
}

/** What a file is that cannot be read; its message is for whoever loads weights. */
export class SafetensorsFault extends Error {
  /** Without the advice. */
  readonly what: string;

  constructor(what: string) {
    super(safetensorsBroken(what));
    this.what = what;
  }
}

/** What a file says of itself beside its tensors. */
export interface Metadata {
  readonly [name: string]: string;
}

/** The header's entry that holds metadata; no tensor has this name. */
const metadataEntry = '__metadata__';

/** Length of the field that holds the header's length. */
const prefix = 8;

/** Bytes of a value, by the name of its type in the format. */
const sizes = { F32: 4, I32: 4, U8: 1 } as const;

type TypeName = keyof typeof sizes;

function typeName(values: TensorValues): TypeName {
  if (values instanceof Float32Array) return 'F32';
  return values instanceof Int32Array ? 'I32' : 'U8';
}

/**
 * Writes tensors in the safetensors format (Hugging Face, https://github.com/huggingface/safetensors): the header's
 * length as a little-endian 64-bit integer, a JSON header {name: {dtype, shape, data_offsets}}, then the values,
 * without gaps, in the order of the names given. Metadata, if any, go into the header. Same content, same bytes. The
 * format's values are little-endian, as they are in the memory of every machine that the engines are built for.
 */
export function writeSafetensors(tensors: TypedTensors, metadata: Metadata = {}): Uint8Array {
  const header = encodeHeader(tensors, metadata);
  const size = Object.values(tensors).reduce((sum, { values }) => sum + values.byteLength, 0);
  const bytes = new Uint8Array(prefix + header.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, prefix);
  let at = prefix + header.length;
  for (const { values } of Object.values(tensors)) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

function encodeHeader(tensors: TypedTensors, metadata: Metadata): Uint8Array {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { shape, values }]) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype: typeName(values), shape, data_offsets: [start, end] }] as const;
  });
  const about = Object.keys(metadata).length === 0 ? [] : [[metadataEntry, metadata] as const];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...about, ...entries])));
  // The format allows spaces after the header; they align the values.
  const padded = new Uint8Array(Math.ceil(json.length / prefix) * prefix).fill(0x20);
  padded.set(json);
  return padded;
}

/** Reads a safetensors file of 32-bit floats. Throws a SafetensorsFault that says what is wrong with it. */
export function readSafetensors(bytes: Uint8Array): StoredTensors {
  return readTensors(bytes, (tensor, name) => {
    if (tensor.values instanceof Float32Array) return { ...tensor, values: tensor.values.slice() };
    throw broken(`"${name}" holds ${typeName(tensor.values)}, not F32`);
  });
}

/**
 * Reads a safetensors file of any of the types known here: views of `bytes`, no copies, where a tensor's place allows
 * it. Throws as `readSafetensors` does.
 */
export function viewSafetensors(bytes: Uint8Array): TypedTensors {
  return readTensors(bytes, (tensor) => tensor);
}

function readTensors<Tensor extends TypedTensor>(
  bytes: Uint8Array,
  take: (tensor: TypedTensor, name: string) => Tensor,
): { [name: string]: Tensor } {
  const { start, header } = openFile(bytes);
  const entries = Object.entries(header).filter(([name]) => name !== metadataEntry);
  const content = bytes.subarray(start);
  return Object.fromEntries(
    entries.map(([name, entry]) => [name, take(viewTensor(content, name, entry), name)]),
  );
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
  return { start, header: parseHeader(bytes.subarray(prefix, start)) };
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

function viewTensor(content: Uint8Array, name: string, entry: unknown): TypedTensor {
  const { dtype, shape, data_offsets: offsets } = Object(entry) as { [field: string]: unknown };
  if (!isTypeName(dtype)) throw broken(`"${name}" holds ${String(dtype)}, not F32, I32 or U8`);
  if (!isSizes(shape) || !isSizes(offsets)) throw broken(`"${name}" has no shape or no data_offsets`);
  const count = shape.reduce((product, size) => product * size, 1);
  const [from = 0, to = 0] = offsets;
  if (to - from !== count * sizes[dtype])
    throw broken(`"${name}" has ${to - from} bytes for ${count} values`);
  if (to > content.length) throw broken(`"${name}" is cut short`);
  return { shape, values: viewValues(dtype, content.subarray(from, to), count) };
}

function viewValues(type: TypeName, content: Uint8Array, count: number): TensorValues {
  const { buffer, byteOffset } = content.byteOffset % sizes[type] === 0 ? content : content.slice();
  if (type === 'F32') return new Float32Array(buffer, byteOffset, count);
  return type === 'I32'
    ? new Int32Array(buffer, byteOffset, count)
    : new Uint8Array(buffer, byteOffset, count);
}

function isTypeName(value: unknown): value is TypeName {
  return typeof value === 'string' && Object.hasOwn(sizes, value);
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function broken(what: string): SafetensorsFault {
  return new SafetensorsFault(what);
}
