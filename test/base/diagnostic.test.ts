import { expect, test } from 'vitest';

import { ReportError, stopOnDiagnostics } from '../../src/base/diagnostic.ts';
import { nearestName } from '../../src/base/nearest.ts';

test('all mistakes of a stage come at once, in the order of the sources', () => {
  const at = (
    line: number,
  ): { rule: string; message: string; place: { file: string; line: number; column: number } } => ({
    rule: 'result-is-known',
    message: `line ${line}`,
    place: { file: 'a.md', line, column: 1 },
  });
  expect(() => {
    stopOnDiagnostics([at(9), at(2)]);
  }).toThrow(new ReportError([at(2), at(9)]).message);
  expect(() => {
    stopOnDiagnostics([]);
  }).not.toThrow();
});

test('the nearest name is one that could have been meant', () => {
  expect(nearestName('baselin', ['baseline', 'wide'])).toBe('baseline');
  expect(nearestName('zebra', ['baseline', 'wide'])).toBeNull();
});
