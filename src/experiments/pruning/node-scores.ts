import { kernelOf, type DenseNetwork, type DenseWeights } from './dense-network.ts';

/** What the units of a hidden layer give over some images: the mean of each, and its standard deviation. */
export interface UnitActivity {
  mean: ArrayLike<number>;
  spread: ArrayLike<number>;
}

/** By what the units to be removed are found; those of the lowest score go first. */
export type Heuristic = 'norm' | 'mean' | 'contribution';

/** A hidden layer with what comes before and after its units. */
export interface HiddenLayer {
  incoming: DenseWeights;
  outgoing: DenseWeights;
  activity: UnitActivity;
}

/** The hidden layers of a network, the first first. */
export function hiddenLayers(network: DenseNetwork, activities: readonly UnitActivity[]): HiddenLayer[] {
  return activities.map((activity, index) => {
    const [incoming, outgoing] = [network[index], network[index + 1]];
    if (!incoming || !outgoing) throw new RangeError(`the network has no hidden layer ${index + 1}`);
    return { incoming, outgoing, activity };
  });
}

/** The score of each unit. */
export function scoreUnits(layer: HiddenLayer, heuristic: Heuristic): Float64Array {
  if (heuristic === 'norm') return incomingNorms(layer);
  if (heuristic === 'mean') return Float64Array.from(layer.activity.mean);
  return contributions(layer);
}

/** The Euclidean norm of each unit's incoming weights, without the bias. */
export function incomingNorms({ incoming }: Pick<HiddenLayer, 'incoming'>): Float64Array {
  const { columns, values } = kernelOf(incoming);
  const squares = new Float64Array(columns);
  values.forEach((value, index) => {
    squares[index % columns] = (squares[index % columns] ?? 0) + value * value;
  });
  return squares.map(Math.sqrt);
}

/**
 * The standard deviation of each unit's activation times the norm of its outgoing weights: by how much, over the images,
 * it moves the next layer away from what its mean does there.
 */
export function contributions({
  outgoing,
  activity,
}: Pick<HiddenLayer, 'outgoing' | 'activity'>): Float64Array {
  const { rows, columns, values } = kernelOf(outgoing);
  return Float64Array.from({ length: rows }, (_, unit) => {
    const weights = values.subarray(unit * columns, (unit + 1) * columns);
    const square = weights.reduce((sum, value) => sum + value * value, 0);
    return (activity.spread[unit] ?? 0) * Math.sqrt(square);
  });
}

/** Units by rising score; of equal ones the earlier first. */
export function orderByScore(scores: ArrayLike<number>): number[] {
  const places = Array.from(scores, (score, unit) => ({ score, unit }));
  return places.sort((a, b) => a.score - b.score || a.unit - b.unit).map(({ unit }) => unit);
}

/** How many of some units are kept: the nearest whole number to the share, and one at least. */
export function keptOf(units: number, share: number): number {
  return Math.max(1, Math.round(units * share));
}
