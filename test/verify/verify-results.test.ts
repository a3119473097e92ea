import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { count, duration, metric, text } from '../../src/base/kinds.ts';
import type { Outcome } from '../../src/base/verification.ts';
import type { ShownDigits } from '../../src/verify/find-shown-digits.ts';
import { judgeScalar } from '../../src/verify/judge-scalar.ts';
import { ruleFor } from '../../src/verify/metric-rule.ts';
import { verifyResults } from '../../src/verify/verify-results.ts';
import { createViewFinder } from '../../src/verify/views.ts';
import { nextUp, rules, showing, verify, within } from './verify-one.ts';
import { startCpuTime } from '../support/cpu-time.ts';

describe('a metric', () => {
  const specs = { f1: metric() };
  const pair = (locked: number, now: number) => [{ f1: locked }, { f1: now }] as const;

  it('is exact with the same bits', () => {
    expect(verify(specs, pair(0.871, 0.871))).toEqual(['exact', null]);
  });

  it('may be off as long as it is printed as it was', () => {
    expect(verify(specs, pair(0.8712, 0.8714), { digits: showing('.3f') })).toEqual([
      'tolerance',
      '0.8712 → 0.8714, 0.0002 off; printed as 0.871 both times (.3f)',
    ]);
    expect(verify(specs, pair(0.8712, 0.8716), { digits: showing('.3f') })).toEqual([
      'different',
      '0.8712 → 0.8716, 0.0004 off; printed as 0.872 instead of 0.871 (.3f); no tolerance is declared',
    ]);
  });

  it('may be off within what is declared', () => {
    const given = { digits: showing('.3f'), tolerance: { f1: within(0.001) } };
    expect(verify(specs, pair(0.8712, 0.8716), given)).toEqual([
      'tolerance',
      '0.8712 → 0.8716, 0.0004 off; within the declared ±0.001 (order of summation)',
    ]);
    expect(verify(specs, pair(0.8712, 0.8736), given)).toEqual([
      'different',
      '0.8712 → 0.8736, 0.0024 off; printed as 0.874 instead of 0.871 (.3f); beyond the declared ±0.001',
    ]);
    const declared = { f1: metric({ tolerance: within(0.001) }) };
    expect(verify(declared, pair(0.8712, 0.8716), { digits: showing('.3f') })[0]).toBe('tolerance');
  });

  it('that nothing prints is held to its declared format, else to what a figure shows', () => {
    expect(verify({ f1: metric({ format: '.2f' }) }, pair(0.8712, 0.8749))[0]).toBe('tolerance');
    expect(verify({ f1: metric({ format: '.2f' }) }, pair(0.8712, 0.8751))[0]).toBe('different');
    expect(verify(specs, pair(0.8712, 0.8716))[0]).toBe('tolerance');
    expect(verify(specs, pair(0.8712, 0.8718))[0]).toBe('different');
  });

  it('must print the numbers that it goes into as they were', () => {
    const digits = (now: string): ShownDigits =>
      new Map([['mlp:f1', { views: new Map(), behind: [{ columns: null, locked: '0.90', now }] }]]);
    expect(verify(specs, pair(0.8, 0.9), { digits: digits('0.90') })[0]).toBe('tolerance');
    expect(verify(specs, pair(0.8, 0.9), { digits: digits('0.91') })[0]).toBe('different');
  });

  it('that is no finite number, or missing, differs', () => {
    const given = { tolerance: { f1: within(1e9) } };
    expect(verify(specs, pair(0.5, Number.NaN), given)[0]).toBe('different');
    expect(verify(specs, pair(0.5, Infinity), given)[0]).toBe('different');
    expect(verify(specs, pair(Number.NaN, Number.NaN))[0]).toBe('exact');
    expect(verify(specs, [{ f1: 0.5 }, {}])[0]).toBe('different');
    expect(verify(specs, [{}, { f1: 0.5 }])[0]).toBe('different');
  });

  test('whatever its value, a changed last bit passes where it is printed alike', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (value) => {
        const isAlike = value.toFixed(3) === nextUp(value).toFixed(3);
        const [outcome] = verify(specs, pair(value, nextUp(value)), { digits: showing('.3f') });
        expect(outcome).toBe(isAlike ? 'tolerance' : 'different');
        const given = { digits: showing('.3f'), tolerance: { f1: within(1e-9) } };
        expect(verify(specs, pair(value, nextUp(value)), given)[0]).toBe('tolerance');
      }),
    );
  });

  test('a wider tolerance never refuses what a narrower one takes, nor does a coarser format add digits', () => {
    const order: readonly string[] = ['exact', 'tolerance', 'different'];
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    const gap = fc.double({ min: 1e-6, max: 5, noNaN: true });
    fc.assert(
      fc.property(value, value, gap, gap, (locked, now, a, b) => {
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)].map((width) => {
          const given = { digits: showing('.6f'), tolerance: { f1: within(width) } };
          return order.indexOf(verify(specs, pair(locked, now), given)[0] ?? '');
        }) as [number, number];
        expect(wide).toBeLessThanOrEqual(narrow);
      }),
    );
  });

  test('it does not matter which of two is the locked one', () => {
    const value = fc.oneof(fc.double({ min: -2, max: 2 }), fc.constantFrom(0, -0, 0.5, Number.NaN, Infinity));
    const spec = fc.constantFrom(metric(), metric({ format: '.2f' }), count(), duration());
    fc.assert(
      fc.property(value, value, spec, fc.constantFrom(1e-9, 0.01, 1), (a, b, of, width) => {
        const given = { tolerance: { f1: within(width) } };
        expect(verify({ f1: of }, pair(a, b), given)[0]).toBe(verify({ f1: of }, pair(b, a), given)[0]);
      }),
    );
  });
});

describe('other scalars', () => {
  test('a count is off by one, a text by a letter', () => {
    expect(verify({ n: count() }, [{ n: 41 }, { n: 42 }])).toEqual([
      'different',
      '41 → 42, 1 off; counts are compared exactly',
    ]);
    expect(verify({ n: text() }, [{ n: 'walking' }, { n: 'Walking' }])).toEqual([
      'different',
      '"walking" → "Walking"; texts are compared exactly',
    ]);
    expect(verify({ n: count() }, [{ n: 41 }, { n: '41' }])[0]).toBe('different');
  });

  test('a duration is the machine’s within a factor of ten; a very short one has no factor', () => {
    const outcome = (locked: number, now: number): Outcome | undefined =>
      verify({ t: duration() }, [{ t: locked }, { t: now }])[0];
    expect([outcome(1, 1), outcome(1, 9.9), outcome(9.9, 1)]).toEqual(['machine', 'machine', 'machine']);
    expect([outcome(1, 10.1), outcome(10.1, 1)]).toEqual(['different', 'different']);
    expect([outcome(0, 0.04), outcome(1e-6, 0.04), outcome(1e-6, 0.06)]).toEqual([
      'machine',
      'machine',
      'different',
    ]);
    expect([outcome(1, Number.NaN), outcome(1, -1)]).toEqual(['different', 'different']);
  });
});

test('ten thousand numbers are judged within a second', () => {
  const specs = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`r${index}`, metric()]));
  const locked = Object.fromEntries(Object.keys(specs).map((name, index) => [name, index / 7]));
  const now = Object.fromEntries(Object.keys(specs).map((name, index) => [name, nextUp(index / 7)]));
  const views = createViewFinder();
  const shown = { views: new Map([['', [views.plain('.3f')]]]), behind: [] };
  const digits = new Map(Object.keys(specs).map((name) => [`mlp:${name}`, shown]));
  const cpuTime = startCpuTime();
  expect(verifyResults(locked, now, specs, rules({ digits }))).toHaveLength(10_000);
  expect(cpuTime()).toBeLessThan(1000);
});

test('a rule is asked for only where bits differ', () => {
  const rule = (): never => {
    throw new Error('asked');
  };
  expect(judgeScalar(metric(), 0.5, 0.5, rule).outcome).toBe('exact');
  const subject = { spec: metric(), column: '', cells: [0], shown: undefined, declared: null };
  expect(ruleFor(subject, createViewFinder()).step).toBe(0);
});
