import type { Diagnostic } from '../base/diagnostic.ts';
import type { CaseFields, Experiment, ExperimentCase } from '../base/experiment.ts';
import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/plan.ts';
import { seedFor } from '../base/random.ts';
import type { JobDraft } from './job-inputs.ts';

/** One run of a case, before anything is known of its task: what the author wrote of it, and its name and seed. */
export interface CaseRun extends Pick<JobDraft, 'wanted' | 'placeOfInput'> {
  /** What a job takes from the words of the experiment and the case. */
  said: Pick<Job, 'name' | 'experiment' | 'case' | 'run' | 'place' | 'label' | 'note' | 'tolerance'>;
  /** Counts only where the task draws random numbers. */
  seed: number;
}

/** The cases of an experiment; null stands for the one of an experiment without. */
export function listCases({ cases }: Experiment): readonly (ExperimentCase | null)[] {
  return cases ?? [null];
}

/** The runs of a case: one, or as many as it wants seeds. */
export function listRuns(
  experiment: Experiment,
  given: ExperimentCase | null,
  reportSeed: number,
): readonly CaseRun[] {
  const fields = given ?? experiment.shared;
  const said = describeCase(experiment, given);
  const { own, runs } = readSeeds(experiment, fields);
  const wanted = { ...experiment.shared.inputs, ...fields.inputs };
  return Array.from({ length: runs }, (_, index): CaseRun => {
    const run = index + 1;
    const name = run === 1 ? said.name : `${said.name}#${run}`;
    return {
      said: { ...said, name, run },
      seed: seedOfRun(own, { run, name, report: reportSeed }),
      wanted,
      placeOfInput: (input) => inputOwner(experiment, fields, input).placeOf(['inputs', input]),
    };
  });
}

/** Refuses seeds, which would be senseless, where the task draws no random numbers; null where all is well. */
export function checkSeeds(experiment: Experiment, fields: CaseFields, random: boolean): Diagnostic | null {
  const { own, runs } = readSeeds(experiment, fields);
  if (random || (own === null && runs === 1)) return null;
  const word = own === null ? 'seeds' : 'seed';
  const owner = (word === 'seed' ? fields.seed !== null : fields.seeds !== null) ? fields : experiment.shared;
  return {
    rule: 'seed-is-used',
    place: owner.placeOf([word]),
    message: messages.seedUnused(word, experiment.task),
  };
}

function describeCase(experiment: Experiment, given: ExperimentCase | null) {
  const { name, place, shared } = experiment;
  return {
    name: given ? `${name}.${given.name}` : name,
    experiment: name,
    case: given?.name ?? null,
    place: given?.place ?? place,
    label: given?.label ?? shared.label,
    note: given?.note ?? shared.note,
    tolerance: { ...shared.tolerance, ...given?.tolerance },
  };
}

function inputOwner(experiment: Experiment, fields: CaseFields, input: string): CaseFields {
  return input in fields.inputs || !(input in experiment.shared.inputs) ? fields : experiment.shared;
}

interface Seeds {
  /** The case's own seed. */
  own: number | null;
  runs: number;
}

function readSeeds(experiment: Experiment, fields: CaseFields): Seeds {
  return {
    own: fields.seed ?? experiment.shared.seed,
    runs: fields.seeds ?? experiment.shared.seeds ?? 1,
  };
}

/** Follows from the job's name, so that adding a job changes no other; a case's own seed stands for its first run. */
function seedOfRun(own: number | null, of: { run: number; name: string; report: number }): number {
  if (own !== null && of.run === 1) return own;
  return seedFor(own ?? of.report, of.name);
}
