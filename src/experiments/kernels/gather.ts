import type { Tensor } from '@tensorflow/tfjs';

import { int, typeOf, type Kernels } from './execute.ts';

/**
 * Some rows of a tensor [rows, …] by their places (int32). tfjs reads the places back to see whether all exist, which
 * waits for the engine; the kernel itself throws at one that does not.
 */
export function gatherRows<Rows extends Tensor>(kernels: Kernels, from: Rows, places: Tensor): Rows {
  const attributes = [
    int('batch_dims', 0),
    typeOf('Tparams', from.dtype === 'int32' ? 'int32' : 'float'),
    typeOf('Tindices', 'int32'),
    typeOf('Taxis', 'int32'),
  ];
  const axis = kernels.constant('axis 0', () => kernels.tf.scalar(0, 'int32'));
  return kernels.run('GatherV2', attributes, [from, places, axis]) as Rows;
}
