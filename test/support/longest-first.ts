import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first. The more a process has loaded, the longer it takes to start others: those that start many lead. */
const longest = [
  'verify/faults/faults',
  'cli/disturbances',
  'cli/verify',
  'cli/sources',
  'prose/commonmark',
  'prose/damaged',
  'setup/start',
  'cli/packed',
  'cli/absent-engines',
  'cli/build',
  'cli/engine',
  'run/run-jobs',
  'experiments/tasks/digits-by-hand',
  'cli/jobs',
];

/** Starts with the files that take longest, so that the processes end together, also where no earlier run has timed them. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? longest.length : found;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
