import type { Json } from '../../base/json.ts';
import type { ResultTree } from '../../base/results.ts';

/** What one process is to replay: all jobs of one task. Goes to its standard input as JSON. */
export interface ReplayOrder {
  /** Root of the generator, whose packages the bundle requires. */
  root: string;
  /** Folder of the built program. */
  program: string;
  /** Bundle of the replay, and the packages it may require. */
  path: string;
  packages: readonly string[];
  jobs: readonly ReplayJob[];
}

/** A job whose locked results lie ready, by the names that a replay reads. */
export interface ReplayJob {
  job: string;
  /** Parameters, defaults included. */
  given: { readonly [name: string]: Json };
  /** Absolute path of each file that is locked with its bytes. */
  files: { readonly [name: string]: string };
  /** Other results it may read: the job's own, and `INPUT/PATH` of those it takes from. */
  own: ResultTree;
  inputs: { readonly [input: string]: ResultTree };
}

/** Of a name that a replay reads: the input before the slash (null for the job's own results), and the path. */
export function splitRead(name: string): { input: string | null; path: string } {
  const slash = name.indexOf('/');
  return slash < 0
    ? { input: null, path: name }
    : { input: name.slice(0, slash), path: name.slice(slash + 1) };
}
