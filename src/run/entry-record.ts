import { digestBytes } from '../base/digest.ts';
import type { KeyParts } from '../base/job.ts';
import type { EngineName, RunMeasures } from '../base/results.ts';

/** What `entry.json` of a store entry says. */
export interface EntryRecord {
  version: 1;
  key: string;
  parts: KeyParts;
  job: string;
  engine: { name: EngineName; title: string };
  /** Seconds the run took. */
  seconds: number;
  /** What it took of the machine; entries of older programs lack it. */
  run?: RunMeasures;
  /** File name -> sha256, of `result.json` and of every image and file. */
  files: { readonly [name: string]: string };
}

/** The text of `entry.json`: the record, and a digest that tells a damaged one. */
export function writeRecord(record: EntryRecord): string {
  return JSON.stringify({ sha256: digestBytes(JSON.stringify(record)), record });
}
