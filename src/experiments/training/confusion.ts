/** Counts how often class `row` was read as class `column`: rows true, columns predicted. */
export function countConfusion(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): number[][] {
  const confusion = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
  for (let index = 0; index < truth.length; index += 1) {
    const row = confusion[truth[index] ?? -1];
    const column = predicted[index] ?? -1;
    if (row?.[column] !== undefined) row[column] += 1;
  }
  return confusion;
}

/** How well one class is recognised. */
export interface ClassScores {
  class: number;
  /** Members of the class. */
  images: number;
  correct: number;
  /** Share of the class's members that were recognised. */
  recall: number;
  /** Share of the predictions of this class that were right. */
  precision: number;
  f1: number;
}

/** Recall, precision and F1 of each class of a confusion matrix; 0 where a share has no denominator. */
export function scoreClasses(confusion: readonly (readonly number[])[]): ClassScores[] {
  return confusion.map((row, index) => {
    const correct = row[index] ?? 0;
    const images = row.reduce((sum, value) => sum + value, 0);
    const predicted = confusion.reduce((sum, other) => sum + (other[index] ?? 0), 0);
    const share = (whole: number): number => (whole === 0 ? 0 : correct / whole);
    const f1 = images + predicted === 0 ? 0 : (2 * correct) / (images + predicted);
    return { class: index, images, correct, recall: share(images), precision: share(predicted), f1 };
  });
}

/** The classes missed least and most often; of several alike the first. */
export function extremeClasses(scores: readonly ClassScores[]): {
  easiest: ClassScores;
  hardest: ClassScores;
} {
  const [first] = scores;
  if (!first) throw new RangeError('there is no class');
  return {
    easiest: scores.reduce((best, score) => (score.recall > best.recall ? score : best), first),
    hardest: scores.reduce((worst, score) => (score.recall < worst.recall ? score : worst), first),
  };
}

/** One cell of a confusion matrix as a record, for figures and tables. */
export interface ConfusionCell {
  truth: number;
  predicted: number;
  images: number;
  /** Of the images of the true class. */
  share: number;
}

/** The cells of a confusion matrix row by row. */
export function listCells(confusion: readonly (readonly number[])[]): ConfusionCell[] {
  return confusion.flatMap((row, truth) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.map((images, predicted) => ({
      truth,
      predicted,
      images,
      share: total === 0 ? 0 : images / total,
    }));
  });
}
