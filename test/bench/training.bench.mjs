// The four baselines beside Keras on TensorFlow and PyTorch.
//   npm run bench -- training               an epoch of each, and the validation windows, in turn, one thread each
//   npm run bench -- training --only mlp    one of: mlp, lstm, cnn, cnn_lstm
//   npm run bench -- training --rounds 5    (3 unless told otherwise)
//   npm run bench -- training --unpinned    with whatever instruction set the machine has
//   npm run bench -- training --cpu         seconds at work instead of those of the wall, on a machine that has other work
//   npm run bench -- training --whole       all 28 models with the report's own way on two cores, beside Keras
//                             --epochs 1    (3 unless told otherwise)
//                             --best        two at a time only, on either side
import { parseArgs } from 'node:util';

import { median } from './measure.mjs';
import { compareEpochs } from './training/compare-epochs.mjs';
import { compareWhole } from './training/compare-whole.mjs';
import { installPeers } from './training/install-peers.mjs';
import { makeWindows } from './training/make-windows.mjs';

const families = ['mlp', 'lstm', 'cnn', 'cnn_lstm'];

export async function bench(options) {
  const chosen = readOptions(options);
  if (typeof chosen === 'string') {
    process.stderr.write(`${chosen}\n`);
    return 2;
  }
  const { only, rounds, epochs, unpinned, cpu, whole, best } = chosen;
  const setting = {
    python: installPeers(),
    windows: await makeWindows(),
    rounds,
    pinned: !unpinned,
    clock: cpu ? 'cpu' : 'wall',
  };
  if (whole) return tellWhole(await compareWhole({ ...setting, only, epochs, best }));
  for (const family of only) tellFamily(family, await compareEpochs(family, setting), setting);
}

/** The options, or what is wrong with them. */
function readOptions(args) {
  const options = {
    only: { type: 'string', multiple: true, default: families },
    rounds: { type: 'string', default: '3' },
    epochs: { type: 'string', default: '3' },
    whole: { type: 'boolean', default: false },
    best: { type: 'boolean', default: false },
    unpinned: { type: 'boolean', default: false },
    cpu: { type: 'boolean', default: false },
  };
  const known = `Options: ${Object.keys(options)
    .map((name) => `--${name}`)
    .join(', ')}.`;
  try {
    const { values } = parseArgs({ args, options });
    const [rounds, epochs] = [Number(values.rounds), Number(values.epochs)];
    if (!values.only.every((family) => families.includes(family)))
      return `--only takes one of: ${families.join(', ')}`;
    if (![rounds, epochs].every((count) => Number.isInteger(count) && count > 0))
      return '--rounds and --epochs take a whole number from 1 up';
    return { ...values, rounds, epochs };
  } catch (error) {
    return `${error.message.replace(/\.?$/, '.')} ${known}`;
  }
}

/** A table of one family; the ratio is that of the quicker peer's seconds to ours in the same round. */
function tellFamily(family, contenders, { rounds, pinned, clock }) {
  const how = [`${rounds} rounds in turn`];
  if (pinned) how.push('oneDNN held to AVX2');
  if (clock === 'cpu') how.push('seconds at work');
  console.log(`\n${family}, baseline; ${how.join(', ')}`);
  for (const { name, measured } of contenders) {
    const [{ parameters }] = measured;
    const peak = Math.max(...measured.map(({ megabytes }) => megabytes)).toFixed(0);
    const cells = [spread(measured, 'training'), spread(measured, 'inference')];
    console.log(`  ${name.padEnd(48)} ${cells.join('  ')}  ${parameters} parameters, ${peak} MB`);
  }
  const [ours, ...peers] = contenders;
  for (const [field, what] of [
    ['training', 'an epoch'],
    ['inference', 'inference'],
  ]) {
    const ratios = ours.measured.map(
      (one, round) => Math.min(...peers.map(({ measured }) => measured[round][field])) / one[field],
    );
    console.log(
      `  ${what}: ${median(ratios).toFixed(2)} times as fast as the quicker peer (${range(ratios, 2)})`,
    );
  }
}

/** Wall times of all models; the ratios are to our two jobs at a time. */
function tellWhole({ ours, peers }) {
  for (const { name, seconds, megabytes, models } of [...ours, ...peers]) {
    console.log(
      `${name.padEnd(52)} ${seconds.toFixed(0)} s for ${models} models, at most ${megabytes.toFixed(0)} MB a process`,
    );
  }
  const [two, one] = ours;
  const best = Math.min(...peers.map(({ seconds }) => seconds));
  console.log(`${(best / two.seconds).toFixed(2)} times as fast as Keras with its better schedule; aim: 1.5`);
  if (!one) return;
  console.log(`${(one.seconds / two.seconds).toFixed(2)} times as fast with two jobs at a time as with one`);
}

function spread(measured, field) {
  const values = measured.map((one) => one[field]);
  return `${field} ${median(values).toFixed(3)} s (${range(values, 3)})`;
}

function range(values, digits) {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}
