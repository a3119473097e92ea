import type { Json } from './json.ts';

/** A file to be written, path relative to the output folder. */
export interface OutputFile {
  path: string;
  content: string | Uint8Array;
}

/**
 * Things made from other things and worth keeping: bundles, drawn figures, subset fonts, formatted citations.
 * `produce` runs only when nothing stands under the digest of `parts`; what it gives is kept under that digest.
 */
export interface Made {
  text(kind: string, parts: Json, produce: () => string | Promise<string>): Promise<string>;
  bytes(kind: string, parts: Json, produce: () => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array>;
}

/** What was made last of things that have a name, to be made again in part: the next text takes its place. */
export interface Latest {
  /** Null where nothing is known. */
  read(kind: string, name: string): Promise<string | null>;
  write(kind: string, name: string, text: string): Promise<void>;
}

/** Reads files of the report's project; refuses whatever leads out of its root (also through links). */
export interface ProjectFiles {
  /** Absolute path of the root. */
  root: string;
  /** UTF-8 text of a file, path relative to the root; null where there is none. */
  readText(path: string): Promise<string | null>;
  /** The same as bytes. Rejects with a NoFileError where a folder, a pipe or a device stands, with a TooLargeError beyond `most` bytes. */
  readBytes(path: string, most?: number): Promise<Uint8Array | null>;
  /** File names (not folders) in a folder, sorted; empty where there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Hears of a file, about to be read by other means: a task's sources, a data set. For who watches what a build reads. */
  note?: (path: string) => Promise<void>;
}

/** Wraps a project's files, to hear what is read. */
export type ObserveFiles = (files: ProjectFiles) => ProjectFiles;
