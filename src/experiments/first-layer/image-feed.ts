import type { Digits } from '../datasets/mnist.ts';
import type { WindowSet } from '../datasets/windows.ts';
import type { Kernels } from '../kernels/execute.ts';
import type { WindowFeed } from '../training/window-feed.ts';

/** Images as the training loop takes its examples: image i is place i of `set`. */
export interface ImageFeed {
  set: WindowSet;
  feed: WindowFeed;
}

/**
 * Gives batches of images, [batch, pixels] in [0, 1], each pixel taken from the place that `order` says, the same for all
 * images: pixel p of a batch is pixel order[p] of the data.
 */
export function openImageFeed({ tf }: Kernels, digits: Digits, order: ArrayLike<number>): ImageFeed {
  const { count, pixels, images, labels } = digits;
  return {
    set: {
      starts: Int32Array.from({ length: count }, (_, image) => image),
      labels,
      subjects: new Uint8Array(count),
    },
    feed: {
      batch: (_, places) => {
        const values = new Float32Array(places.length * pixels);
        for (let image = 0; image < places.length; image += 1) {
          const from = (places[image] ?? 0) * pixels;
          for (let pixel = 0; pixel < pixels; pixel += 1)
            values[image * pixels + pixel] = (images[from + (order[pixel] ?? 0)] ?? 0) / 255;
        }
        const chosen = Int32Array.from(places, (place) => labels[place] ?? 0);
        return { values: tf.tensor2d(values, [places.length, pixels]), labels: tf.tensor1d(chosen, 'int32') };
      },
      dispose: () => undefined,
    },
  };
}
