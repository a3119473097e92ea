/** What a test says of a task; it gives the result `n`, a count. */
export interface TaskText {
  /** Body of `run(given, context)`. */
  run: string;
  /** Fields of the declaration: `inputs: { n: 'count' }`. */
  declared?: string;
  /** What stands at the top of the module. */
  head?: string;
  /** Fields of the parameters' schema. */
  parameters?: string;
}

/** Source of a task; what its body makes need not have the types it declares. */
export function taskText({ run, declared = '', head = '', parameters = '' }: TaskText): string {
  return `import { count, declareTask, duration, text } from 'living-report';
import { z } from 'zod';
${head}
export const declaration = declareTask({
  title: 'Of a test',
  parameters: z.strictObject({ ${parameters} }),
  results: { n: count() },
  engines: ['javascript'],
  random: false,
  ${declared}
});
export const run = async (given: any, context: any): Promise<any> => {
${run}
};
`;
}

/** `name` -> an experiment `name` of the task `name`, each with a line of its own in `01.md`; all are used at the end. */
export function experimentsText(names: readonly string[]): string {
  const declared = names.map((name) => `:::experiment{#${name} task=${name}}\n:::\n`);
  // An experiment that nothing names is not run.
  return [...declared, ...names.map((name) => `:value[count(cases(${name}))]`)].join('\n');
}
