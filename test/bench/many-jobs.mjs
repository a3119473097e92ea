import { availableParallelism } from 'node:os';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { buildCommand, editFile, writeFolder } from './folders.mjs';
import { line, listenToNode, measureNode, median, usageLine } from './measure.mjs';

const jobs = 1000;
const runs = 3;

/**
 * A thousand jobs that do nothing. A slot for workers is busy from a job's line "started" to its line "done"; what the
 * pipeline does for a job in that time counts as the worker's. What it costs besides is told twice: of the stage in
 * which jobs run (from the first line "started" to the last line "done", less the time in which the slots were busy on
 * the average: the gaps between jobs), and of the whole process, with its start, the planning and the document, which
 * the build with nothing to run has too.
 */
export async function runManyJobs(scratch) {
  const folder = writeFolder(scratch, 'jobs', idleProject());
  measureNode(buildCommand(folder));
  const first = [];
  const again = [];
  for (let run = 0; run < runs; run += 1) {
    rmSync(join(folder, '.cache/store'), { recursive: true });
    first.push(await runOnce(folder));
    editFile(join(folder, 'report/01.md'), (text) => `${text}\nOnce more.\n`);
    again.push(measureNode(buildCommand(folder)));
  }
  console.log(usageLine(`${jobs} jobs that do nothing`, first));
  const pause = first.map(({ seconds, busy }) => seconds - busy / availableParallelism());
  const gaps = first.map(({ stage, busy }) => stage - busy / availableParallelism());
  console.log(line('  besides the busy slots, while jobs run', gaps));
  console.log(line('  besides the busy slots, in all', pause));
  console.log(
    `  a job holds its slot for ${((median(first.map(({ busy }) => busy)) / jobs) * 1000).toFixed(1)} ms; aim: under 0.5 s besides`,
  );
  console.log(usageLine('the same with nothing to run', again));
  console.log('  aim: under 1.2 s');
}

async function runOnce(folder) {
  const started = new Map();
  let busy = 0;
  let done = 0;
  let stage = 0;
  const used = await listenToNode(buildCommand(folder), (text, seconds) => {
    const [, job, what] = /^(\S+) {2}(started|done)\b/.exec(text) ?? [];
    if (what === 'started') started.set(job, seconds);
    if (what !== 'done') return;
    busy += seconds - (started.get(job) ?? seconds);
    done += 1;
    stage = seconds - Math.min(...started.values());
  });
  if (done !== jobs) throw new Error(`${done} of ${jobs} jobs ran`);
  return { ...used, busy, stage };
}

function idleProject() {
  const cases = Array.from({ length: jobs }, (_, index) => `  idle${index}: {number: ${index}}\n`).join('');
  return {
    'report/report.yaml': 'title: Idle jobs\nroot: ..\ntasks: [../tasks]\n',
    'report/01.md': `:::experiment{#many task=do-nothing}
\`\`\`yaml
cases:
${cases}\`\`\`
:::

Together they give :value[sum(pluck(cases(many), 'number'))].
`,
    'tasks/do-nothing.ts': `import { z } from 'zod';
import { count, declareTask, type TaskRun } from 'living-report';

const parameters = z.strictObject({ number: z.int() });

export const declaration = declareTask({
  title: 'Gives back its number',
  parameters,
  results: { number: count() },
  engines: ['javascript'],
  random: false,
});

export const run: TaskRun<typeof parameters> = ({ number }) => ({ number });
`,
  };
}
