import type { TaskResults } from '../../base/results.ts';

/** How many of some images are read as the digit they show. */
export interface Accuracy {
  images: number;
  correct: number;
  wrong: number;
  accuracy: number;
}

/** The difference of two accuracies on different images, and the standard error that it has by chance. */
export function compareAccuracies(one: Accuracy, other: Accuracy): TaskResults {
  const variance = ({ accuracy, images }: Accuracy): number => (accuracy * (1 - accuracy)) / images;
  const difference = one.accuracy - other.accuracy;
  const error = Math.sqrt(variance(one) + variance(other));
  return { difference, error, errors: error === 0 ? 0 : Math.abs(difference) / error };
}
