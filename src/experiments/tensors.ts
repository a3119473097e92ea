import type { LayersModel } from '@tensorflow/tfjs';

import type { Engine } from '../base/task.ts';

/** The tfjs API that a task gets through `context.engine.tf`; models and training loops take it as their first argument. */
export type TensorLibrary = Engine['tf'];

/** A layer of a tfjs model, of any class. */
export type Layer = LayersModel['layers'][number];
