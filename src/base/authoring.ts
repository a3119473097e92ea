/**
 * What a task module imports by the name of this package, wherever its report lies:
 * `import { count, declareTask, metric } from 'living-report'`.
 */
export { count, duration, file, group, image, matrix, metric, series, table, text } from './kinds.ts';
export { createRandom, type Random } from './random.ts';
export {
  declareReplay,
  type Replay,
  type ReplayContext,
  type ReplayParameters,
  type ReplayRun,
} from './replay.ts';
export type { Pixels, ResultTree, Row, TaskResults } from './results.ts';
export {
  type Checkpoints,
  type Declaration,
  declareTask,
  type Engine,
  type TaskContext,
  type TaskRun,
} from './task.ts';
