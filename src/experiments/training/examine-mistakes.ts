import type { Row, TaskResults } from '../../base/results.ts';
import type { Digits } from '../datasets/mnist.ts';
import { listMistakes, weighConfidence, type Readings } from '../models/read-digits.ts';
import { drawDigitGrid } from '../pictures/digit-grid.ts';
import { countConfusion, extremeClasses, listCells, scoreClasses } from './confusion.ts';

export interface ExamineOptions {
  /** Pairs of digits listed. */
  pairs: number;
  /** Misread digits drawn, and how many of them in a row. */
  mistakes: number;
  columns: number;
  /** Confidence beyond which a reading counts as sure. */
  sure: number;
}

/** Which digits are taken for which, how confidently, and a picture of the most confident mistakes. */
export function examineMistakes(
  test: Digits,
  readings: Readings,
  { pairs, mistakes: shown, columns, sure }: ExamineOptions,
): TaskResults {
  const confusion = countConfusion(test.labels, readings.digits, 10);
  const scores = scoreClasses(confusion);
  const { easiest, hardest } = extremeClasses(scores);
  const cells = listCells(confusion).map((cell): Row => ({ ...cell }));
  const mistakes = listMistakes(test, readings).slice(0, shown);
  return {
    confusion,
    cells,
    digits: scores.map(({ class: digit, ...scores }) => ({ digit, ...scores })),
    easiest: { digit: easiest.class, error: 1 - easiest.recall },
    hardest: { digit: hardest.class, error: 1 - hardest.recall },
    confidence: { ...weighConfidence(test, readings, sure) },
    pairs: cells
      .filter(({ truth, predicted }) => truth !== predicted)
      .sort((a, b) => Number(b.images) - Number(a.images))
      .slice(0, pairs),
    mistakes: mistakes.map((mistake): Row => ({ ...mistake })),
    mistakes_picture: drawDigitGrid(test, mistakes, columns),
  };
}
