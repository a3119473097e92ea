import { digestJson } from '../base/digest.ts';
import type { Job, KeyParts } from '../base/job.ts';

/** Everything a job's result depends on; `inputs` are the digests of the results it takes from other jobs. */
export function keyParts(job: Job, inputs: { readonly [name: string]: string }): KeyParts {
  return {
    code: job.bundle.sha256,
    parameters: job.parameters,
    seed: job.seed,
    files: Object.fromEntries(job.files.map((file) => [file.name, file.sha256])),
    inputs,
    packages: job.bundle.packages,
    engine: { name: job.engine.name, ...job.engine.parts },
    runtime: job.runtime,
  };
}

/** sha256 of the parts' canonical JSON: the name of the job's entry in the store. */
export function jobKey(parts: KeyParts): string {
  return digestJson(parts);
}
