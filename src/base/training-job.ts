/** What stands for an experiment in the names of jobs that train weights, so that no experiment may have it. */
export const trainingExperiment = 'weights';

const prefix = `${trainingExperiment}.`;

/** The name of the job that trains the weights of a manifest: `weights.digits` for `weights/digits.yaml`. */
export function trainingJob(weights: string): string {
  return `${prefix}${weights}`;
}

/** The name of the weights that a job trains; null for a job of an experiment. */
export function trainedWeights(job: string): string | null {
  return job.startsWith(prefix) ? job.slice(prefix.length) : null;
}
