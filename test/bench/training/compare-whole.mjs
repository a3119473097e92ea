import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildCommand, root, writeFolder } from '../folders.mjs';
import { time } from '../measure.mjs';
import { contenderEnvironment, startContender } from './contender.mjs';

const models = JSON.parse(readFileSync(new URL('models.json', import.meta.url), 'utf8'));

/** The longest families first, as a queue for two takes them. */
const families = ['cnn_lstm', 'lstm', 'cnn', 'mlp'];

/**
 * Trains and scores all models of some families, one seed each, and times five passes over the validation windows with
 * each: in the report's own way with one job and with two at a time, its store empty but for the windows, and with Keras
 * one model after another on two threads, and two at a time on one thread each. `best` leaves out the slower of both ways.
 */
export async function compareWhole({ python, windows, only, epochs, pinned, best }) {
  const chosen = families.filter((family) => only.includes(family));
  const scratch = mkdtempSync(join(tmpdir(), 'bench-whole-'));
  try {
    const prepared = prepareReport(scratch, chosen, epochs);
    const ours = (best ? [2] : [2, 1]).map((jobs) => buildReport(scratch, prepared, jobs));
    const peers = [];
    const schedules = [
      [2, 1],
      [1, 2],
    ];
    for (const [processes, threads] of best ? schedules.slice(0, 1) : schedules)
      peers.push(await runKeras(chosen, { python, windows, epochs, pinned, processes, threads }));
    return { ours, peers };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A report with no more than the experiments, and a store that holds the windows. */
function prepareReport(scratch, chosen, epochs) {
  const files = (sources) => ({
    'report/report.yaml': `title: Models\nroot: ..\nseed: 1\ntasks: [../src/experiments/tasks]\nsources: [${sources}]\n`,
  });
  const folder = writeFolder(scratch, 'prepared', {
    ...files('01.md'),
    'report/01.md':
      ':::experiment{#recordings task=simulate-recordings}\n:::\n\n:value[recordings.length] rows a window.\n',
    'report/02.md': chosen.map((family) => experiment(family, epochs)).join('\n'),
  });
  for (const part of ['base', 'experiments'])
    cpSync(join(root, 'src', part), join(folder, 'src', part), { recursive: true });
  time({ program: process.execPath, ...buildCommand(folder) });
  writeFolder(scratch, 'prepared', files('01.md, 02.md'));
  return folder;
}

function experiment(family, epochs) {
  const cases = Object.entries(models[family]).map(
    ([name, given]) => `  ${name}: ${JSON.stringify({ label: name, passes: 5, ...given })}`,
  );
  return `:::experiment{#${family} task=classify-windows}
\`\`\`yaml
family: ${family}
epochs: ${epochs}
inputs: {windows: recordings.windows}
cases:
${cases.join('\n')}
\`\`\`
:::

:::table{#tbl-${family.replace('_', '-')} of="cases(${family})"}
Models.
\`\`\`yaml
columns:
  - {header: Model, value: label}
  - {header: Parameters, value: parameters}
  - {header: F1, value: validation.f1}
\`\`\`
:::
`;
}

/** Wall seconds of the whole command; megabytes that its largest worker held. */
function buildReport(scratch, prepared, jobs) {
  const folder = join(scratch, `jobs-${jobs}`);
  cpSync(prepared, folder, { recursive: true });
  const { args, cwd } = buildCommand(folder);
  const seconds = time({ program: process.execPath, args: [...args, '--jobs', String(jobs)], cwd });
  const records = readRecords(join(folder, '.cache', 'store'));
  const megabytes = Math.max(...records.map(({ run }) => run?.memory ?? 0));
  const name = `this report, ${jobs === 1 ? 'one job' : `${jobs} jobs`} at a time`;
  rmSync(folder, { recursive: true });
  return { name, seconds, megabytes, models: records.length - 1 };
}

function readRecords(store) {
  const paths = readdirSync(store, { recursive: true }).filter((path) => path.endsWith('entry.json'));
  return paths.map((path) => JSON.parse(readFileSync(join(store, path), 'utf8')).record);
}

/** The same for Keras: its processes take the models from one queue. */
async function runKeras(chosen, { python, windows, epochs, pinned, processes, threads }) {
  const queue = chosen.flatMap((family) =>
    Object.values(models[family]).map((given) => ({ family, ...given, epochs })),
  );
  const env = contenderEnvironment({ threads, pinned });
  const args = [fileURLToPath(new URL('peers/keras_whole.py', import.meta.url)), windows];
  const started = performance.now();
  const answers = [];
  const work = async () => {
    const contender = await startContender({ program: python, args, env });
    for (let given = queue.shift(); given; given = queue.shift())
      answers.push(await contender.ask(JSON.stringify(given)));
    await contender.end();
    return contender.started.name;
  };
  const [name] = await Promise.all(Array.from({ length: processes }, work));
  const seconds = (performance.now() - started) / 1000;
  const megabytes = Math.max(...answers.map((answer) => answer.megabytes));
  const how = processes === 1 ? 'one after another on two threads' : 'two at a time on one thread each';
  return { name: `${name}, ${how}`, seconds, megabytes, models: answers.length };
}
