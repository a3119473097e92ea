import type { Experiment } from '../base/experiment.ts';

/**
 * The experiments with more runs where the author asked for some: of each that has a case with several seeds, every
 * case runs at least `seeds` times. Others draw nothing, or say nothing by their spread.
 */
export function giveSeeds(experiments: readonly Experiment[], seeds: number | null): readonly Experiment[] {
  if (seeds === null) return experiments;
  return experiments.map((experiment) =>
    asksForSeeds(experiment) ? withSeeds(experiment, seeds) : experiment,
  );
}

function asksForSeeds({ shared, cases }: Experiment): boolean {
  return [shared, ...(cases ?? [])].some((fields) => (fields.seeds ?? 1) > 1);
}

function withSeeds(experiment: Experiment, seeds: number): Experiment {
  const { shared, cases } = experiment;
  const most = (own: number | null): number => Math.max(seeds, own ?? shared.seeds ?? 1);
  return {
    ...experiment,
    shared: { ...shared, seeds: most(shared.seeds) },
    cases: cases && cases.map((each) => ({ ...each, seeds: most(each.seeds) })),
  };
}
