import { z } from 'zod';

import type { TaskContext } from '../../base/task.ts';
import type { DigitTensors } from '../datasets/mnist.ts';
import type { Kernels } from '../kernels/execute.ts';
import { kernelOf, sizeOf, startDenseNetwork, widthsOf, type DenseNetwork } from './dense-network.ts';
import type { UnitActivity } from './node-scores.ts';
import { measureActivity, readWith, timeReading } from './run-network.ts';
import { dropWeights, factoriseLayers, keepNodes, keptUnits, type NodeChoice } from './shrink-network.ts';
import { decompose, type Decomposition } from './singular-values.ts';
import { trainFurther, type FurtherTraining } from './train-further.ts';

/**
 * Ways to a smaller network. Nodes by a score or at random, `living` being those at random that are not silent; `factors`
 * instead of kernels; single `weights`; and for comparison a small network from the start, trained as long as the others
 * in all (`scratch`), or only as long as they are after they were made smaller (`short`).
 */
export const ways = [
  ...(['norm', 'mean', 'contribution', 'random', 'living'] as const),
  ...(['factors', 'weights', 'scratch', 'short'] as const),
] as const;

/** Epochs of training behind a network in the end. */
export function epochsOf({ how, stages, epochs }: PruningOptions, original: FurtherTraining): number {
  return (how === 'short' ? 0 : original.epochs) + stages * epochs;
}

/** What is asked of a job. */
export interface PruningOptions {
  how: (typeof ways)[number];
  /** Shares of the units (of the rank, of the weights) that are kept; each is a network of its own. */
  kept: readonly number[];
  /** Whether the mean of a removed unit goes into the next bias. */
  fold: boolean;
  /** Steps in which it is removed; training follows each. */
  stages: number;
  /** Of training after each stage. */
  epochs: number;
  /** Adam's rate at the start of that training. */
  rate: number;
  /** How often each network is made, with other random numbers. */
  repeats: number;
  /** Of the measurement of time. */
  passes: number;
}

/** What the jobs work with. */
export interface PruningTools {
  kernels: Kernels;
  /** The full network, and how it was trained. */
  network: DenseNetwork;
  original: FurtherTraining;
  training: DigitTensors;
  /** Training images, as many as the test images, on which accuracy is measured too. */
  sample: DigitTensors;
  test: DigitTensors;
  context: Pick<TaskContext, 'random' | 'progress' | 'checkpoint' | 'time'>;
}

const reading = z.strictObject({ accuracy: z.number(), loss: z.number() });
const measured = z.strictObject({ test: reading, training: reading });
const runSchema = z.strictObject({
  share: z.number(),
  repeat: z.int(),
  widths: z.array(z.int()),
  ranks: z.array(z.int()),
  parameters: z.int(),
  bytes: z.number(),
  flops: z.number(),
  /** Null where there is nothing before: a network from scratch. */
  before: measured.nullable(),
  after: measured,
  seconds: z.number(),
});

/** A network that was made smaller and trained. */
export type PruningRun = z.infer<typeof runSchema>;

/** What a network reads right before training goes on, and after. */
export type Measured = z.infer<typeof measured>;

/** Makes all networks that are asked for. A job that was killed goes on after the last that was ready. */
export async function runPruning(given: PruningOptions, tools: PruningTools): Promise<PruningRun[]> {
  const { checkpoint, progress } = tools.context;
  const runs = readRuns(await checkpoint.read());
  const all = given.kept.flatMap((share) =>
    Array.from({ length: given.repeats }, (_, index) => ({ share, repeat: index + 1 })),
  );
  const shrink = await openShrinking(given, tools);
  for (const { share, repeat } of all.slice(runs.length)) {
    const made = await makeNetwork({ ...given, share, repeat }, shrink, tools);
    runs.push({ share, repeat, ...made });
    progress({ done: runs.length, of: all.length, unit: 'network', note: noteOf(made.after) });
    await checkpoint.write(new TextEncoder().encode(JSON.stringify(runs)));
  }
  return runs;
}

function noteOf({ test }: Measured): string {
  return `loss ${test.loss.toFixed(4)}`;
}

/** A checkpoint that cannot be read is no reason to fail: the job then begins anew. */
function readRuns(bytes: Uint8Array | null): PruningRun[] {
  if (bytes === null) return [];
  const parsed = z.array(runSchema).safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return parsed.success ? parsed.data : [];
}

interface RunOptions extends PruningOptions {
  share: number;
  repeat: number;
}

async function makeNetwork(
  given: RunOptions,
  shrink: Shrinking,
  tools: PruningTools,
): Promise<Omit<PruningRun, 'share' | 'repeat'>> {
  const { kernels, training: data, original, context } = tools;
  const random = context.random.fork(`${given.share}/${given.repeat}`);
  const isNew = given.how === 'scratch' || given.how === 'short';
  const settings = isNew
    ? { ...original, epochs: epochsOf(given, original) }
    : { ...original, epochs: given.epochs, rate: given.rate };
  const start = isNew ? startDenseNetwork(widthsFor(tools.network, given.share), random) : tools.network;
  let network = start;
  let before: Measured | null = null;
  for (let stage = 1; stage <= (isNew ? 1 : given.stages); stage += 1) {
    const share = 1 - ((1 - given.share) * stage) / given.stages;
    if (!isNew) network = await shrink(network, { share, repeat: given.repeat });
    if (!isNew && stage === given.stages) before = await measure(network, tools);
    const options = { data, given: settings, random: random.fork(`stage ${stage}`) };
    network = trainFurther(kernels, network, options);
  }
  const { passes } = given;
  const seconds = timeReading(kernels, network, tools.test.images, { passes, time: context.time });
  return { ...shapeOf(network), before, after: await measure(network, tools), seconds };
}

async function measure(network: DenseNetwork, { kernels, test, sample }: PruningTools): Promise<Measured> {
  return {
    test: await readWith(kernels, network, test),
    training: await readWith(kernels, network, sample),
  };
}

function shapeOf(
  network: DenseNetwork,
): Pick<PruningRun, 'widths' | 'ranks' | 'parameters' | 'bytes' | 'flops'> {
  const ranks = network.map(({ factors }) => (factors.length > 1 ? (factors[0]?.columns ?? 0) : 0));
  return { widths: widthsOf(network), ranks, ...sizeOf(network) };
}

/** All widths of the network with a share of its hidden units. */
function widthsFor(network: DenseNetwork, share: number): number[] {
  const widths = widthsOf(network);
  return [...widths.slice(0, 1), ...keptUnits(network, share), ...widths.slice(-1)];
}

type Shrinking = (
  network: DenseNetwork,
  to: { share: number; repeat: number },
) => Promise<DenseNetwork> | DenseNetwork;

/** How a network, the full one or one that has been made smaller before, comes down to a share of the full one. */
async function openShrinking({ how, fold }: PruningOptions, tools: PruningTools): Promise<Shrinking> {
  const { kernels, network: full, training } = tools;
  if (how === 'scratch' || how === 'short') return (network) => network;
  if (how === 'weights') return (network, { share }) => dropWeights(network, share);
  if (how === 'factors') {
    const decompositions = decomposeHidden(full);
    return (_, { share }) => factoriseLayers(full, decompositions, share);
  }
  const heuristic: NodeChoice['heuristic'] = how;
  const atFirst = await measureActivity(kernels, full, training.images);
  return async (network, { share, repeat }) => {
    const random = tools.context.random.fork(`choice/${repeat}`);
    const activities: UnitActivity[] =
      network === full ? atFirst : await measureActivity(kernels, network, training.images);
    return keepNodes(network, keptUnits(full, share), activities, { heuristic, fold, random });
  };
}

function decomposeHidden(network: DenseNetwork): Decomposition[] {
  return network.slice(0, -1).map((layer) => decompose(kernelOf(layer)));
}
