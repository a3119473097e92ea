import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import * as say from '../base/messages/parse.ts';
import type { Place } from '../base/place.ts';
import { OutsideError } from '../base/project-files.ts';
import { isSystemError } from '../base/system-error.ts';

const MEGABYTES = 2;

/** A file an author named, and where. */
export interface NamedFile {
  /** Relative to the root. */
  path: string;
  place: Place;
}

/** Bytes of a named file; null, and a diagnostic where it was named, if it is missing, unreadable or outside the root. */
export async function readNamedBytes(
  named: NamedFile,
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<Uint8Array | null> {
  const { path, place } = named;
  try {
    const bytes = await files.readBytes(path);
    if (bytes === null) diagnostics.push({ rule: 'file-exists', message: say.fileIsMissing(path), place });
    return bytes;
  } catch (error) {
    if (error instanceof OutsideError)
      diagnostics.push({ rule: 'path-is-inside', message: say.pathLeadsOutside(path), place });
    else if (isSystemError(error))
      diagnostics.push({
        rule: 'file-is-readable',
        message: say.fileIsUnreadable(path, error.message),
        place,
      });
    else throw error;
    return null;
  }
}

/**
 * Text of a named file, without a byte order mark and with line ends alike; also refused are files that are not UTF-8 or
 * over 2 MB.
 */
export async function readNamedText(
  named: NamedFile,
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<string | null> {
  const bytes = await readNamedBytes(named, files, diagnostics);
  if (bytes === null) return null;
  const { path, place } = named;
  if (bytes.length > MEGABYTES * 1_000_000) {
    diagnostics.push({ rule: 'file-is-small', message: say.fileIsTooLarge(path, MEGABYTES), place });
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    diagnostics.push({ rule: 'file-is-text', message: say.fileIsNotText(path), place });
    return null;
  }
}
