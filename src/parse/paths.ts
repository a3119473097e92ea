import { posix } from 'node:path';

const PICTURES = /\.(png|jpe?g|gif|webp|svg)$/i;

/** A path written in `folder` as a path from the root, with POSIX separators. It may still lead outside. */
export function normalPath(folder: string, written: string): string {
  const path = written.replaceAll('\\', '/');
  return posix.isAbsolute(path) ? path : posix.normalize(posix.join(folder, path));
}

/** Whether every output can hold a file of that name as a picture. */
export function isPicture(path: string): boolean {
  return PICTURES.test(path);
}
