import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The set-up's room, whose modules are plain JavaScript. */
export const room = join(import.meta.dirname, '..', '..', 'src', 'setup');

/** The sentences of the set-up, by name. */
export const messages = (await import(pathToFileURL(join(room, 'messages.mjs')).href)) as Record<
  string,
  (...words: unknown[]) => string
>;
