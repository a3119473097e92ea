import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import * as say from '../base/messages/parse.ts';
import type { Place } from '../base/place.ts';
import { NoFileError, OutsideError, TooLargeError } from '../base/project-files.ts';
import { isSystemError } from '../base/system-error.ts';
import { fileText } from './source-text.ts';

const MEGABYTE = 1_000_000;
/** The most that a text may have, which people write; and a picture, which every reader of the page loads. */
const MOST_OF_TEXT = 2;
const MOST_OF_PICTURE = 50;

/** A file an author named, and where. */
export interface NamedFile {
  /** Relative to the root. */
  path: string;
  place: Place;
}

/**
 * Bytes of a named picture; null, and a diagnostic where it was named, if it is missing, unreadable, no file, outside the
 * root or over 50 MB.
 */
export async function readNamedBytes(
  named: NamedFile,
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<Uint8Array | null> {
  return readUpTo(MOST_OF_PICTURE, named, { files, diagnostics });
}

/**
 * Text of a named file, without a byte order mark and with line ends alike; refused as well are files over 2 MB, and those
 * that are not UTF-8 text, at the first byte that is none.
 */
export async function readNamedText(
  named: NamedFile,
  files: ProjectFiles,
  diagnostics: Diagnostic[],
): Promise<string | null> {
  const bytes = await readUpTo(MOST_OF_TEXT, named, { files, diagnostics });
  if (bytes === null) return null;
  const text = decode(bytes);
  const nul = text?.indexOf('\0') ?? -1;
  if (text !== null && nul < 0) return text;
  const bad = nul < 0 ? findBadByte(bytes) : null;
  const before = bad?.before ?? text?.slice(0, nul) ?? '';
  const place = fileText(named.path, before).placeAt(before.length);
  const message = bad ? say.fileIsNotText(named.path, bad.byte) : say.fileHoldsNul(named.path);
  diagnostics.push({ rule: 'file-is-text', message, place });
  return null;
}

async function readUpTo(
  megabytes: number,
  { path, place }: NamedFile,
  { files, diagnostics }: { files: ProjectFiles; diagnostics: Diagnostic[] },
): Promise<Uint8Array | null> {
  const refuse = (rule: string, message: string): null => {
    diagnostics.push({ rule, message, place });
    return null;
  };
  try {
    const most = megabytes * MEGABYTE;
    const bytes = await files.readBytes(path, most);
    if (bytes !== null && bytes.length > most) throw new TooLargeError(path, most);
    return bytes ?? refuse('file-exists', say.fileIsMissing(path));
  } catch (error) {
    if (error instanceof OutsideError) return refuse('path-is-inside', say.pathLeadsOutside(path));
    if (error instanceof NoFileError) return refuse('file-exists', say.fileIsNone(path, error.isFolder));
    if (error instanceof TooLargeError) return refuse('file-is-small', say.fileIsTooLarge(path, megabytes));
    if (isSystemError(error)) return refuse('file-is-readable', say.fileIsUnreadable(path, error.message));
    throw error;
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return null;
  }
}

/** The first byte that begins no character, and the text before it. Halving finds it: no byte mends one before it. */
function findBadByte(bytes: Uint8Array): { byte: number; before: string } {
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isStart(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // A character that was begun is not in the text yet.
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, good), {
    stream: true,
  });
  const byte = bytes[new TextEncoder().encode(before).length] ?? 0;
  return { byte, before: before.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n') };
}

/** Whether UTF-8 may begin with these bytes: the last character may be cut. */
function isStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
