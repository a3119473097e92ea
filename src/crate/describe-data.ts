import type { Manifest } from '../base/manifest.ts';
import * as messages from '../base/messages/crate.ts';
import type { JobOrigin } from '../base/provenance.ts';
import { localId, type Entity } from './entity.ts';

/** Where the files that a job read come from: by the name of a data set or of weights. */
export type Manifests = ReadonlyMap<string, Manifest>;

/** `mnist` of `mnist/train-images`, and of weights their own name. */
export function setOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** A data or weight file that a job read: known by its digest, with what its manifest says of source and licence. */
export function describeDataFile(
  { name, sha256, bytes, isMeasured }: JobOrigin['files'][number],
  manifests: Manifests,
): Entity {
  const manifest = manifests.get(setOf(name));
  return {
    '@id': localId('data', name),
    '@type': 'CreativeWork',
    name,
    ...(manifest ? { description: `${manifest.title}. ${manifest.source}`, license: manifest.licence } : {}),
    ...(manifest?.fetch ? { url: manifest.fetch.url } : {}),
    contentSize: String(bytes),
    sha256,
    ...(isMeasured ? { disambiguatingDescription: messages.measuredHere } : {}),
  };
}
