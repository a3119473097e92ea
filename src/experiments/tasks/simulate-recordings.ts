import { z } from 'zod';

import { declareTask, type TaskRun } from '../../base/task.ts';
import { describeRecordings, recordingResults } from '../datasets/recording-results.ts';
import { simulateRecording, subjectCount } from '../datasets/simulator/simulate-recording.ts';
import { createWindowCutter } from '../datasets/window-cutter.ts';

/** How far the simulated subjects differ; the defaults are those of the report. */
const parameters = z.strictObject({
  individuality: z
    .number()
    .min(0)
    .max(1)
    .default(0.37)
    .describe('part of each movement that is the subject’s own'),
  posture: z.number().min(0).max(0.1).default(0.018).describe('deviation of a limb’s pose, in full turns'),
  mounting: z.number().min(0).max(0.5).default(0.12).describe('deviation of a unit’s mounting, in radians'),
  tempo: z.number().min(0).max(0.2).default(0.05).describe('relative deviation of the cadence'),
  vigour: z.number().min(0).max(0.2).default(0.15).describe('relative deviation of the size of movements'),
});

export const declaration = declareTask({
  title: 'Simulates recordings like those of PAMAP2 and cuts them into windows',
  parameters,
  results: recordingResults,
  engines: ['javascript'],
  random: true,
});

/** The rows go through the cutter that also takes those of the real recordings. */
export const run: TaskRun<typeof parameters> = (given, context) => {
  const cutter = createWindowCutter();
  for (let subject = 1; subject <= subjectCount; subject += 1) {
    context.progress({ done: subject - 1, of: subjectCount, unit: 'subject' });
    simulateRecording(cutter, subject, { ...given, random: context.random });
  }
  return describeRecordings(cutter.finish(), cutter.counts());
};
