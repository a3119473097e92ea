import { anew } from './lock.ts';

/** Sentences of a replay: scores computed again from what is locked. Each ends with what to do next. */

/** For the replays of this repository: a file of predictions that does not belong to what it is held against. */
export function otherPredictions(
  found: number,
  wanted: number,
  what: 'window' | 'epoch' | 'byte' = 'window',
): string {
  if (what === 'byte')
    return `the file of predictions has ${found} bytes, which is no multiple of the ${wanted} of an epoch`;
  return `the file of predictions tells of ${found} ${what}s, and there are ${wanted}`;
}

export function replayFails(job: string, reason: string, folder: string | null): string {
  return `The scores of "${job}" cannot be computed again from what is locked: ${reason}. Take its locked files from git again, or ${anew(folder)}.`;
}

export const replayNeedsTensors = (name: string): string =>
  `A replay computes from locked results in no time, and imports "${name}". Leave what needs it to the task.`;

export const replayIsUndeclared = (reason: string): string =>
  `This replay does not say what it replays: ${reason}. Export "replay" by declareReplay({reads, results}) and "run".`;

export const replayHangs = (seconds: number): string => `the replay was ended after ${seconds} s`;

export const replayDied = (code: number | null, printed: string): string =>
  `its process ended ${code === null ? 'by a signal' : `with exit code ${code}`}${printed === '' ? '' : `: ${printed}`}`;

export const nothingToRead = (name: string): string => `there is no locked result "${name}" to read`;

export const bytesNotLocked = (name: string): string =>
  `"${name}" is a file of which only the digest is locked (declare it with "locked: true")`;

export const resultNotGiven = (path: string): string => `the replay gives no "${path}"`;

export const resultUnknown = (path: string): string => `its task has no result "${path}"`;

export const cellsDiffer = (differing: number, of: number, greatest: number | null): string =>
  `${differing} of ${of} cells are others${greatest === null ? '' : `, by at most ${greatest}`}, computed again from what is locked`;

export const valueDiffers = (locked: string, now: string): string =>
  `${locked} → ${now}, computed again from what is locked`;

export const sizeDiffers = (locked: number, now: number): string =>
  `${locked} → ${now} entries, computed again from what is locked`;

export const kindDiffers = (): string => 'of another kind, computed again from what is locked';
