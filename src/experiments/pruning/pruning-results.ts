import type { TaskResults } from '../../base/results.ts';
import type { PruningRun } from './pruning-runs.ts';

type Row = { [name: string]: number | string | null };

/** The runs as rows of a table, and their means for each share kept. */
export function describeRuns(how: string, runs: readonly PruningRun[]): TaskResults {
  const shares = [...new Set(runs.map(({ share }) => share))];
  return {
    runs: runs.map((run) => ({ how, share: run.share, repeat: run.repeat, ...scoresOf(run) })),
    curve: shares.map((share) =>
      describeShare(
        how,
        runs.filter((run) => run.share === share),
      ),
    ),
  };
}

function scoresOf({ before, after }: PruningRun): { [name: string]: number | null } {
  return {
    before: before?.test.accuracy ?? null,
    before_loss: before?.test.loss ?? null,
    before_training: before?.training.accuracy ?? null,
    after: after.test.accuracy,
    after_loss: after.test.loss,
    after_training: after.training.accuracy,
  };
}

/** Shape and size are those of the first run, which the others share. */
function describeShare(how: string, runs: readonly PruningRun[]): Row {
  const [first] = runs;
  if (!first) throw new RangeError('a share has a run at least');
  const scores = runs.map(scoresOf);
  const names = Object.keys(scoresOf(first));
  const means = names.map((name) => [name, meanOf(scores.map((score) => score[name] ?? null))] as const);
  const spread = (name: string): number | null => spreadOf(scores.map((score) => score[name] ?? null));
  return {
    how,
    share: first.share,
    hidden1: first.widths[1] ?? 0,
    hidden2: first.widths[2] ?? 0,
    rank1: first.ranks[0] ?? 0,
    rank2: first.ranks[1] ?? 0,
    parameters: first.parameters,
    bytes: first.bytes,
    flops: first.flops,
    ...Object.fromEntries(means),
    before_spread: spread('before'),
    after_spread: spread('after'),
    time: meanOf(runs.map(({ seconds }) => seconds)),
  };
}

/** Null where a value is missing. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The standard deviation, of n - 1; null where a value is missing or there is only one. */
function spreadOf(values: readonly (number | null)[]): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  const squares = values.map((value) => ((value ?? mean) - mean) * ((value ?? mean) - mean));
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / (values.length - 1));
}
