import type { BigIntStats } from 'node:fs';

/**
 * Changes whenever the file at a path is another, or has another content. The time of writing can be set back, as
 * copying tools do; that of the last change of either cannot.
 */
export function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
