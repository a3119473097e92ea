import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { root } from '../folders.mjs';
import { median } from '../measure.mjs';
import { bundleSide } from './bundle-side.mjs';
import { contenderEnvironment, startContender } from './contender.mjs';

const passes = 5;
const models = JSON.parse(readFileSync(new URL('models.json', import.meta.url), 'utf8'));

/** How a peer may be run; the quickest ways of each, one to train and one to predict, are found out first and measured. */
const schedules = {
  keras_peer: () => ['graph', 'jit'],
  torch_peer: (family) => (family.startsWith('cnn') ? ['channels-last', 'plain'] : ['plain']),
};

/**
 * Trains and uses a family's baseline on the same windows in three ways, one thread each, in turn and in changing order.
 * Of every training a later epoch than the first is counted; of every use the median of five passes over the validation
 * windows.
 */
export async function compareEpochs(family, { python, windows, rounds, pinned, clock }) {
  const env = contenderEnvironment({ threads: 1, pinned, clock });
  const contenders = [
    await startOurs(family, { windows, env }),
    await startPeer('keras_peer', family, { python, windows, env }),
    await startPeer('torch_peer', family, { python, windows, env }),
  ];
  const taken = contenders.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (turn + round) % contenders.length;
      taken[index].push(await contenders[index].measure());
    }
  }
  for (const contender of contenders) await contender.end();
  return contenders.map(({ name }, index) => ({ name, measured: taken[index] }));
}

/** A process for each round: two epochs of the task's own run, the second counted. */
async function startOurs(family, { windows, env }) {
  const program = await bundleSide('our-side');
  const given = JSON.stringify({ family, ...models[family].baseline, epochs: 2, passes });
  const once = async () => {
    const { started, ask, end } = await startContender({
      program: process.execPath,
      args: [program, windows, root],
      env,
    });
    const { seconds, inference, megabytes, parameters } = await ask(given);
    await end();
    return { name: started.name, parameters, training: seconds.at(-1), inference, megabytes };
  };
  const { name } = await once();
  return { name, measure: once, end: () => Promise.resolve() };
}

/**
 * Processes that stay, one a schedule: their first epoch and first passes are over when the rounds begin. What trains
 * quickest is asked for epochs, what predicts quickest for predictions; the other schedules end.
 */
async function startPeer(script, family, { python, windows, env }) {
  const tried = [];
  for (const schedule of schedules[script](family)) {
    const args = [fileURLToPath(new URL(`peers/${script}.py`, import.meta.url)), family, windows, schedule];
    const contender = await startContender({ program: python, args, env });
    await contender.ask('epoch');
    const training = await contender.ask('epoch');
    tried.push({ ...contender, schedule, training: training.seconds, inference: await infer(contender) });
  }
  const [trainer, predictor] = ['training', 'inference'].map((field) =>
    tried.reduce((best, next) => (next[field] < best[field] ? next : best)),
  );
  const chosen = new Set([trainer, predictor]);
  for (const { end } of tried.filter((one) => !chosen.has(one))) await end();
  return {
    name: `${trainer.started.name} (${[...chosen].map(({ schedule }) => schedule).join(', ')})`,
    measure: async () => {
      const { seconds, megabytes } = await trainer.ask('epoch');
      const { parameters } = trainer.started;
      return { parameters, training: seconds, inference: await infer(predictor), megabytes };
    },
    end: async () => {
      for (const { end } of chosen) await end();
    },
  };
}

async function infer({ ask }) {
  const seconds = [];
  for (let pass = 0; pass < passes; pass += 1) seconds.push((await ask('infer')).seconds);
  return median(seconds);
}
