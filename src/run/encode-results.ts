import type { ResultSpec, ResultSpecs } from '../base/kinds.ts';
import type {
  Pixels,
  ResultTree,
  ResultValue,
  StoredFile,
  TaskResult,
  TaskResults,
} from '../base/results.ts';

/*
 * The digest of this module's code stands in every job's key (setup/runtime.mjs), so keep out of it what changes no
 * result.
 */

/** Where encoded files go, and how pixels become a PNG. */
export interface Encoding {
  /** Stores a file and gives its sha256. */
  keep: (name: string, content: Uint8Array) => Promise<string>;
  png: (pixels: Pixels) => Promise<Uint8Array>;
}

/**
 * What a task returned, as it is stored: images and files by reference, names in the order of the declaration,
 * whatever order the task returned them in. The results have been checked against the specs.
 */
export async function encodeResults(
  results: TaskResults,
  specs: ResultSpecs,
  encoding: Encoding,
  path = '',
): Promise<ResultTree> {
  const tree: Record<string, ResultValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = results[name];
    if (value !== undefined) tree[name] = await encodeResult(value, spec, encoding, `${path}${name}`);
  }
  return tree;
}

async function encodeResult(
  value: TaskResult,
  spec: ResultSpec,
  encoding: Encoding,
  path: string,
): Promise<ResultValue> {
  switch (spec.kind) {
    case 'group':
      return encodeResults(value as TaskResults, spec.results, encoding, `${path}.`);
    case 'image':
      return encodeImage(value as Pixels, encoding, path);
    case 'file': {
      const file = { name: `${path}.bin`, mediaType: spec.mediaType };
      return encodeBytes('file', file, value as Uint8Array, encoding);
    }
    default:
      return value as ResultValue;
  }
}

async function encodeImage(pixels: Pixels, encoding: Encoding, path: string): Promise<StoredFile> {
  const { width, height } = pixels;
  const file = { name: `${path}.png`, mediaType: 'image/png' };
  const stored = await encodeBytes('image', file, await encoding.png(pixels), encoding);
  return { ...stored, width, height };
}

async function encodeBytes(
  stored: 'image' | 'file',
  file: { name: string; mediaType: string },
  content: Uint8Array,
  { keep }: Encoding,
): Promise<StoredFile> {
  const sha256 = await keep(file.name, content);
  return { stored, name: file.name, sha256, bytes: content.length, mediaType: file.mediaType };
}
