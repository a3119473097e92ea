import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { count, duration, matrix, metric, series, table, text } from '../../src/base/kinds.ts';
import type { Row } from '../../src/base/results.ts';
import type { VerifyRules } from '../../src/verify/verify-results.ts';
import { showing, verify, within } from './verify-one.ts';

describe('lists, matrices and tables', () => {
  const history = table({ epoch: count(), name: text(), loss: metric(), seconds: duration() });
  const rows = [
    { epoch: 1, name: 'first', loss: 0.9, seconds: 1 },
    { epoch: 2, name: 'second', loss: 0.5, seconds: 1 },
    { epoch: 3, name: 'third', loss: null, seconds: 1 },
  ];
  const changed = (index: number, column: string, value: number | string | null) =>
    rows.map((row, at) => (at === index ? { ...row, [column]: value } : row));
  const verifyTable = (now: readonly Row[], given: Partial<VerifyRules> = {}) =>
    verify({ history }, [{ history: rows }, { history: now }], given);

  test('each cell is judged by its kind', () => {
    expect(verifyTable(changed(1, 'seconds', 2))[0]).toBe('exact');
    expect(verifyTable(changed(1, 'seconds', 20))[0]).toBe('different');
    expect(verifyTable(changed(1, 'loss', 0.5001))[0]).toBe('tolerance');
    expect(verifyTable(changed(1, 'loss', 0.51))).toEqual([
      'different',
      'row 2 (second), "loss": 0.5 → 0.51, 0.01 off; nothing prints it, and a figure shows ±0.0005; no tolerance is declared',
    ]);
    expect(verifyTable(changed(1, 'loss', 0.51), { tolerance: { 'history.loss': within(0.02) } })[0]).toBe(
      'tolerance',
    );
    expect(verifyTable(changed(1, 'epoch', 3))[0]).toBe('different');
    expect(verifyTable(changed(2, 'loss', 0))).toEqual(['different', 'row 3 (third), "loss": nothing → 0']);
    expect(verifyTable(changed(1, 'loss', null))[0]).toBe('different');
  });

  test('the digits of one column hold for that column', () => {
    const digits = showing('.1f', 'mlp:history', 'loss');
    expect(verifyTable(changed(1, 'loss', 0.54), { digits })[0]).toBe('tolerance');
    expect(verifyTable(changed(1, 'loss', 0.56), { digits })[0]).toBe('different');
  });

  test('other rows and another order are told, though every metric is within tolerance', () => {
    const given = { tolerance: { 'history.loss': within(10) } };
    expect(verifyTable(rows.slice(1), given)).toEqual(['different', '3 rows → 2 rows']);
    expect(verifyTable([rows[1]!, rows[0]!, rows[2]!], given)).toEqual([
      'different',
      'the same rows in another order, from row 1 on',
    ]);
  });

  test('any swap of two rows is a difference', () => {
    const row = fc.record({
      epoch: fc.nat(5),
      name: fc.constantFrom('a', 'b'),
      loss: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const specs = { history: table({ epoch: count(), name: text(), loss: metric() }) };
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 6 }), fc.nat(), (list, at) => {
        const from = at % (list.length - 1);
        const swapped = list.map((each, index) =>
          index === from ? list[from + 1]! : index === from + 1 ? list[from]! : each,
        );
        const isSame =
          list[from]!.epoch === list[from + 1]!.epoch && list[from]!.name === list[from + 1]!.name;
        const given = { tolerance: { 'history.loss': within(2) } };
        const [outcome] = verify(specs, [{ history: list }, { history: swapped }], given);
        expect(outcome === 'different').toBe(!isSame);
      }),
    );
  });

  test('series and matrices are judged element by element; the worst is told', () => {
    expect(
      verify({ s: series(metric()) }, [{ s: [1, 2, 3] }, { s: [1, 2.5, 2.2] }], {
        tolerance: { s: within(0.1) },
      }),
    ).toEqual([
      'different',
      '2 of 3 cells, the most in element 3: 3 → 2.2, 0.8 off; nothing prints it, and a figure shows ±0.005; beyond the declared ±0.1',
    ]);
    expect(verify({ s: series(count()) }, [{ s: [1, 2] }, { s: [1, 2, 3] }])).toEqual([
      'different',
      '2 elements → 3 elements',
    ]);
    const confusion = { m: matrix(count()) };
    expect(
      verify(confusion, [
        {
          m: [
            [5, 1],
            [0, 6],
          ],
        },
        {
          m: [
            [5, 1],
            [1, 5],
          ],
        },
      ])[1],
    ).toBe('2 of 4 cells, the most in row 2, column 1: 0 → 1, 1 off; counts are compared exactly');
    expect(verify(confusion, [{ m: [[5, 1]] }, { m: [[5], [1]] }])[1]).toBe('1 × 2 → 2 × 1 (rows × columns)');
    expect(verify({ s: series(duration()) }, [{ s: [1, 2] }, { s: [2, 1] }])[0]).toBe('machine');
  });
});
