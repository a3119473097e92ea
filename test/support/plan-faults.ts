import { formatDiagnostic, ReportError } from '../../src/base/diagnostic.ts';
import type { Experiment } from '../../src/base/experiment.ts';
import type { RunProject } from './run-project.ts';

/** Every diagnostic of planning these experiments, one line each; throws where they can be planned. */
export async function planFaults(project: RunProject, experiments: readonly Experiment[]): Promise<string[]> {
  const error: unknown = await project.plan(...experiments).then(
    () => new Error('the plan was made'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReportError)) throw error;
  return error.diagnostics.map(formatDiagnostic);
}
