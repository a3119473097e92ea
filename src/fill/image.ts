import { posix } from 'node:path';

import type { ParsedReport, Source } from '../base/report.ts';
import { visitAll } from './walk.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** A picture named in prose by Markdown's own syntax. */
export interface ProseImage {
  mediaType: string;
  content: Uint8Array;
}

/**
 * Gives the pictures that Markdown images name, by the url that then stands in the tree: the path from the report's root, since two sources
 * in two folders may write the same url for two pictures.
 */
export function resolveImages(
  sources: readonly Source[],
  files: ParsedReport['imageFiles'],
): ReadonlyMap<string, ProseImage> {
  const images = new Map<string, ProseImage>();
  for (const { file, tree } of sources) {
    visitAll(tree, (node) => {
      if (node.type !== 'image') return;
      const path = pathOf(node.url, file);
      const content = files.get(path);
      if (!content) return;
      node.url = path;
      images.set(path, { mediaType: mediaTypeOf(path), content });
    });
  }
  return images;
}

/** As parse found the file: relative to the source, percent signs undone. */
function pathOf(url: string, file: string): string {
  return posix.join(posix.dirname(file), decoded(url.replace(/[?#].*$/, '')));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function mediaTypeOf(path: string): string {
  return mediaTypes[posix.extname(path).slice(1).toLowerCase()] ?? 'application/octet-stream';
}
