/*
 * Our side, as a worker runs it: the task's own code, bundled, in a process of its own with the tensor library. It is
 * told `run PARAMETERS` and answers with the results that are numbers.
 */
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { createRandom } from '../../../src/base/random.ts';
import { declaration, run } from '../../../src/experiments/tasks/classify-windows.ts';
import { loadTensors } from '../../../src/run/load-tensors.ts';

const [path, root] = process.argv.slice(2);
const answer = (record) => writeSync(Number(process.env.BENCH_ANSWERS), `${JSON.stringify(record)}\n`);

const windows = readFileSync(path);
const tf = await loadTensors('tensorflow', root);
const context = {
  open: () => Promise.reject(new Error('the task reads no file')),
  input: () => Promise.resolve(new Uint8Array(windows)),
  random: createRandom(1),
  time: process.env.BENCH_CLOCK === 'cpu' ? secondsAtWork : () => performance.now() / 1000,
  progress: () => undefined,
  checkpoint: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
  log: () => undefined,
  engine: { name: 'tensorflow', tf },
};
answer({ name: `this report, Node ${process.version}` });

function secondsAtWork() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') break;
  const results = await run(declaration.parameters.parse(JSON.parse(line)), context);
  answer({
    parameters: results.parameters,
    seconds: results.history.map((epoch) => epoch.seconds),
    losses: results.history.map((epoch) => epoch.loss),
    inference: results.inference_time,
    megabytes: process.resourceUsage().maxRSS / 1024,
  });
}
process.exit(0);
