import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Gives the bytes of a file of a store entry. */
export type ReadStored = (folder: string, name: string) => Uint8Array;

/** Reads from the store on this machine. */
export const readStored: ReadStored = (folder, name) => readFileSync(join(folder, name));
