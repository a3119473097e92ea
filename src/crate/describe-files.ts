import { extname } from 'node:path';

import { digestBytes } from '../base/digest.ts';
import type { OutputFile } from '../base/effects.ts';
import { localId, type Entity } from './entity.ts';

const mediaTypes: { readonly [extension: string]: string } = {
  '.md': 'text/markdown',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.json': 'application/json',
  '.yaml': 'application/yaml',
  '.bib': 'application/x-bibtex',
  '.ts': 'text/x-typescript',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

/** A file of the crate, as it is written. */
export function describeOutput({ path, content }: OutputFile): Entity {
  return { '@id': encodeURI(path), '@type': 'File', name: path, ...describeContent(path, content) };
}

/** A source of the report, which lies elsewhere and is known by its path and digest. */
export function describeSource(path: string, content: Uint8Array): Entity {
  return {
    '@id': localId('source', path),
    '@type': 'CreativeWork',
    name: path,
    ...describeContent(path, content),
  };
}

function describeContent(path: string, content: Uint8Array | string): Omit<Entity, '@id' | '@type'> {
  const type = mediaTypes[extname(path).toLowerCase()];
  return {
    ...(type === undefined ? {} : { encodingFormat: type }),
    contentSize: String(Buffer.byteLength(content)),
    sha256: digestBytes(content),
  };
}
