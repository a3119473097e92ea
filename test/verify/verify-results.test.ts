import { encode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { count, duration, file, image, matrix, metric, series, table, text } from '../../src/base/kinds.ts';
import type { ResultSpecs, Tolerance } from '../../src/base/kinds.ts';
import type { ResultTree, StoredFile } from '../../src/base/results.ts';
import type { Outcome } from '../../src/base/verification.ts';
import { verifyResults, type VerifyRules } from '../../src/verify/verify-results.ts';
import type { ShownDigits } from '../../src/verify/find-shown-digits.ts';
import { createViewFinder } from '../../src/verify/views.ts';
import { judgeScalar } from '../../src/verify/judge-scalar.ts';
import { ruleFor } from '../../src/verify/metric-rule.ts';

/** The document prints `f1` by a format, and nothing else. */
const showing = (format: string, id = 'mlp:f1', column = ''): ShownDigits =>
  new Map([[id, { views: new Map([[column, [createViewFinder().plain(format)]]]), behind: [] }]]);

function rules(given: Partial<VerifyRules> = {}): VerifyRules {
  return {
    job: 'mlp',
    digits: new Map(),
    tolerance: {},
    readLocked: () => null,
    readNow: () => null,
    ...given,
  };
}

const within = (value: number): Tolerance => ({ within: value, reason: 'order of summation' });

/** Outcome and words of the one result. */
function verify(
  specs: ResultSpecs,
  [locked, now]: readonly [ResultTree, ResultTree],
  given: Partial<VerifyRules> = {},
): readonly [Outcome | undefined, string | null | undefined] {
  const [found] = verifyResults(locked, now, specs, rules(given));
  return [found?.outcome, found?.difference];
}

/** The next larger double. */
function nextUp(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0);
}

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

describe('lists, matrices and tables', () => {
  const history = table({ epoch: count(), name: text(), loss: metric(), seconds: duration() });
  const rows = [
    { epoch: 1, name: 'first', loss: 0.9, seconds: 1 },
    { epoch: 2, name: 'second', loss: 0.5, seconds: 1 },
    { epoch: 3, name: 'third', loss: null, seconds: 1 },
  ];
  const changed = (index: number, column: string, value: number | string | null) =>
    rows.map((row, at) => (at === index ? { ...row, [column]: value } : row));
  const verifyTable = (now: typeof rows, given: Partial<VerifyRules> = {}) =>
    verify({ history }, [{ history: rows }, { history: now as never }], given);

  test('each cell is judged by its kind', () => {
    expect(verifyTable(changed(1, 'seconds', 2) as never)[0]).toBe('exact');
    expect(verifyTable(changed(1, 'seconds', 20) as never)[0]).toBe('different');
    expect(verifyTable(changed(1, 'loss', 0.5001) as never)[0]).toBe('tolerance');
    expect(verifyTable(changed(1, 'loss', 0.51) as never)).toEqual([
      'different',
      'row 2 (second), "loss": 0.5 → 0.51, 0.01 off; nothing prints it, and a figure shows ±0.0005; no tolerance is declared',
    ]);
    expect(
      verifyTable(changed(1, 'loss', 0.51) as never, { tolerance: { 'history.loss': within(0.02) } })[0],
    ).toBe('tolerance');
    expect(verifyTable(changed(1, 'epoch', 3) as never)[0]).toBe('different');
    expect(verifyTable(changed(2, 'loss', 0) as never)).toEqual([
      'different',
      'row 3 (third), "loss": nothing → 0',
    ]);
    expect(verifyTable(changed(1, 'loss', null) as never)[0]).toBe('different');
  });

  test('the digits of one column hold for that column', () => {
    const digits = showing('.1f', 'mlp:history', 'loss');
    expect(verifyTable(changed(1, 'loss', 0.54) as never, { digits })[0]).toBe('tolerance');
    expect(verifyTable(changed(1, 'loss', 0.56) as never, { digits })[0]).toBe('different');
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

describe('pictures and files', () => {
  const stored = (bytes: Uint8Array, kind: 'image' | 'file', mediaType = 'image/png'): StoredFile => ({
    stored: kind,
    name: 'it',
    sha256: digestBytes(bytes),
    bytes: bytes.length,
    mediaType,
  });
  const verifyBytes = (
    before: Uint8Array,
    after: Uint8Array,
    given: Partial<VerifyRules> = {},
    type?: string,
  ) => {
    const kind = type === undefined ? 'image' : 'file';
    const files = [stored(before, kind, type), stored(after, kind, type)] as const;
    const read = { readLocked: () => before, readNow: () => after };
    const specs = { it: type === undefined ? image() : file(type) };
    return verify(specs, [{ it: files[0] }, { it: files[1] }], { ...read, ...given });
  };
  const grey = (data: number[], level = 6): Uint8Array => {
    const pixels = {
      width: data.length,
      height: 1,
      channels: 1 as const,
      depth: 8 as const,
      data: Uint8Array.from(data),
    };
    return encode(pixels, { zlib: { level } as never });
  };

  test('pictures are judged by pixels', () => {
    const long = Array.from({ length: 200 }, (_, index) => index % 7);
    const [a, b] = [grey(long, 0), grey(long, 9)];
    expect(a).not.toEqual(b);
    expect(verifyBytes(a, b)[0]).toBe('exact');
    expect(verifyBytes(grey([0, 10, 20, 30]), grey([0, 10, 23, 30]))).toEqual([
      'different',
      '25 % of the pixels differ, by at most 3 of 255 levels; no tolerance is declared',
    ]);
    expect(verifyBytes(grey([0, 10]), grey([0, 13]), { tolerance: { it: within(3) } })[0]).toBe('tolerance');
    expect(verifyBytes(grey([0, 10]), grey([0, 14]), { tolerance: { it: within(3) } })[0]).toBe('different');
    expect(verifyBytes(grey([0, 10]), grey([0, 10, 0]), { tolerance: { it: within(255) } })[0]).toBe(
      'different',
    );
    expect(verifyBytes(grey([0, 10]), grey([0, 11]), { readLocked: () => null })[0]).toBe('different');
    expect(verifyBytes(grey([0, 10]), grey([0, 11]).slice(0, 40))[0]).toBe('different');
  });

  /** One tensor in the safetensors format. */
  const tensor = (values: readonly number[], note = '', shape = [values.length]): Uint8Array => {
    const entry = { dtype: 'F32', shape, data_offsets: [0, 4 * values.length] };
    const header = new TextEncoder().encode(JSON.stringify({ __metadata__: { note }, w: entry }));
    const bytes = new Uint8Array(8 + header.length + 4 * values.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(header, 8);
    bytes.set(new Uint8Array(Float32Array.from(values).buffer), 8 + header.length);
    return bytes;
  };
  const weights = 'application/x-safetensors';

  test('weights are judged by digest, with a declared tolerance by value', () => {
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2]), {}, weights)).toEqual(['exact', null]);
    const [outcome, words] = verifyBytes(tensor([1, 2]), tensor([1, 2.5]), {}, weights);
    expect([outcome, words?.replace(/\(.{12} → .{12}\)/, '(…)')]).toEqual([
      'different',
      'another digest (…); values are off by at most 0.5 (in "w"); no tolerance is declared',
    ]);
    const given = { tolerance: { it: within(0.1) } };
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2.05]), given, weights)[0]).toBe('tolerance');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2.15]), given, weights)[0]).toBe('different');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2], 'other'), given, weights)[0]).toBe('tolerance');
    expect(verifyBytes(tensor([1, 2]), tensor([1, Number.NaN]), given, weights)[0]).toBe('different');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2], '', [2, 1]), given, weights)[0]).toBe('different');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2.05]).slice(0, 50), given, weights)[0]).toBe('different');
    expect(
      verifyBytes(tensor([1, 2]), tensor([1, 2.05]), { ...given, readLocked: () => null }, weights)[1],
    ).toContain('only its digest is locked');
  });

  test('other files are judged by digest', () => {
    const [a, b] = [Uint8Array.of(1, 2), Uint8Array.of(1, 3, 4)];
    expect(verifyBytes(a, a, {}, 'application/octet-stream')[0]).toBe('exact');
    expect(verifyBytes(a, b, { tolerance: { it: within(9) } }, 'application/octet-stream')[1]).toContain(
      '2 → 3 bytes',
    );
  });
});

test('ten thousand numbers are judged within a second', () => {
  const specs = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`r${index}`, metric()]));
  const locked = Object.fromEntries(Object.keys(specs).map((name, index) => [name, index / 7]));
  const now = Object.fromEntries(Object.keys(specs).map((name, index) => [name, nextUp(index / 7)]));
  const views = createViewFinder();
  const shown = { views: new Map([['', [views.plain('.3f')]]]), behind: [] };
  const digits = new Map(Object.keys(specs).map((name) => [`mlp:${name}`, shown]));
  const started = performance.now();
  expect(verifyResults(locked, now, specs, rules({ digits }))).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('a rule is asked for only where bits differ', () => {
  const rule = (): never => {
    throw new Error('asked');
  };
  expect(judgeScalar(metric(), 0.5, 0.5, rule).outcome).toBe('exact');
  const subject = { spec: metric(), column: '', cells: [0], shown: undefined, declared: null };
  expect(ruleFor(subject, createViewFinder()).step).toBe(0);
});
