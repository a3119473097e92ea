import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Experiment } from '../../src/base/experiment.ts';
import type { Job } from '../../src/base/job.ts';
import { count, duration, group, matrix, metric, series, table, text } from '../../src/base/kinds.ts';
import type { ResultSpecs, Tolerance } from '../../src/base/kinds.ts';
import * as messages from '../../src/base/messages/spread.ts';
import type { ResultTree } from '../../src/base/results.ts';
import { checkSpread, type TrainedTolerance } from '../../src/verify/check-spread.ts';
import { measureSpread } from '../../src/verify/measure-spread.ts';
import { proposeTolerance, unitOf } from '../../src/verify/propose-tolerances.ts';
import { readSpread, type JobSpread, type SpreadFile, writeSpread } from '../../src/verify/spread-file.ts';
import { spreadKeys } from '../../src/verify/spread-keys.ts';
import { createViewFinder } from '../../src/verify/views.ts';
import { memoryFiles } from '../parse/memory.ts';
import { experiment } from '../support/run-project.ts';
import { within } from './verify-one.ts';

/** A job as the checks need it. */
const job = (name: string, given: object = {}): Job =>
  ({
    name: `mlp.${name}`,
    experiment: 'mlp',
    case: name,
    tolerance: {},
    bundle: { task: 'train', sha256: 'aa', packages: {} },
    declaration: { results: {} },
    parameters: {},
    seed: 1,
    files: [],
    inputs: {},
    engine: { name: 'cpu', title: 'CPU', parts: {} },
    runtime: {},
    ...given,
  }) as unknown as Job;

const measured = (spread: JobSpread['spread'], of = job('wide')): JobSpread => ({
  key: spreadKeys([of]).get(of.name) ?? '',
  runs: ['AVX2', 'SSE41'],
  spread,
});

const spread: SpreadFile = new Map([
  ['mlp.wide', measured({ f1: 0.002, 'history.loss': 0.5 })],
  ['mlp.baseline', measured({ f1: 0.001 })],
]);

describe('spread.json', () => {
  test('gives back what was written', () => {
    expect(readSpread(writeSpread(spread))).toEqual(new Map([...spread].reverse()));
  });

  test('leaves out what was changed by hand, and says what cannot be read', () => {
    const edited = writeSpread(spread).replace('0.002', '0.2');
    expect([...(readSpread(edited) as ReadonlyMap<string, unknown>).keys()]).toEqual(['mlp.baseline']);
    expect(readSpread('{"version": 1}')).toBe(messages.spreadIsBroken());
    expect(typeof readSpread('{')).toBe('string');
    expect(typeof readSpread('{"version": 2, "jobs": {}}')).toBe('string');
  });
});

describe('a declared tolerance', () => {
  /** The messages of a check, with line and column. */
  async function faults(
    declared: Experiment,
    {
      specs = { f1: metric() },
      files = { 'results/spread.json': writeSpread(spread) },
      weights = [],
    }: { specs?: ResultSpecs; files?: Record<string, string>; weights?: TrainedTolerance[] } = {},
  ): Promise<string[]> {
    const jobs = (declared.cases ?? []).map(({ name, place, tolerance }) =>
      job(name, {
        place,
        tolerance: { ...declared.shared.tolerance, ...tolerance },
        declaration: { results: specs },
      }),
    );
    const config = { folder: '.', dataset: null };
    const check = { config, experiments: [declared], jobs, weights, named: null };
    const found = await checkSpread(check, memoryFiles(files));
    return found.map(({ place, message }) => `${place?.line ?? 0}:${place?.column ?? 0} ${message}`);
  }
  const declaring = (shared: Record<string, Tolerance>, wide: Record<string, Tolerance> = {}): Experiment =>
    experiment('mlp', 'train', { tolerance: shared, cases: { baseline: {}, wide: { tolerance: wide } } });

  test('may be three times the measured spread, of the widest of its jobs', async () => {
    expect(await faults(declaring({ f1: within(0.006) }))).toEqual([]);
    expect(await faults(declaring({ f1: within(0.003) }, { f1: within(0.006) }))).toEqual([]);
    expect(await faults(declaring({}, { 'history.loss': within(1.5) }))).toEqual([]);
  });

  test('set too wide is a mistake at its line, which says how wide it may be', async () => {
    expect(await faults(declaring({ f1: within(0.0061) }))).toEqual([
      `2:103 ${messages.toleranceTooWide('f1', 0.0061, { widest: 0.002, most: 3 })}`,
    ]);
    expect(messages.toleranceTooWide('f1', 0.0061, { widest: 0.002, most: 3 })).toContain(
      'Write 0.006 or less.',
    );
    // The experiment's holds for the baseline alone, where the case has its own.
    expect(await faults(declaring({ f1: within(0.005) }, { f1: within(0.005) }))).toEqual([
      `2:103 ${messages.toleranceTooWide('f1', 0.005, { widest: 0.001, most: 3 })}`,
    ]);
    const none = new Map([['mlp.baseline', measured({ f1: 0 })]]);
    expect(
      await faults(declaring({ f1: within(1e-9) }), { files: { 'results/spread.json': writeSpread(none) } }),
    ).toEqual([`2:103 ${messages.toleranceTooWide('f1', 1e-9, { widest: 0, most: 3 })}`]);
  });

  test('without a measured spread is a mistake, also in a task’s declaration', async () => {
    expect(await faults(declaring({ f1: within(0.001) }), { files: {} })).toEqual([
      `2:103 ${messages.toleranceUnmeasured('f1', 'mlp.baseline', null)}`,
    ]);
    const specs = {
      test: group({ f1: metric({ tolerance: within(0.001) }) }),
      f1: metric({ tolerance: within(1) }),
    };
    expect(await faults(declaring({}), { specs })).toEqual([
      `10:3 ${messages.toleranceUnmeasured('test.f1', 'mlp.baseline', null)}`,
      `10:3 ${messages.toleranceTooWide('f1', 1, { widest: 0.002, most: 3 })}`,
    ]);
    expect(
      await faults(declaring({ f1: within(0.001) }), { files: { 'results/spread.json': '{' } }),
    ).toHaveLength(1);
  });

  test('rests on nothing that was measured when its job was another', async () => {
    const of = job('wide', { parameters: { epochs: 9 } });
    const old = new Map([['mlp.wide', measured({ f1: 0.002 }, of)]]);
    const files = { 'results/spread.json': writeSpread(old) };
    expect(await faults(declaring({}, { f1: within(0.001) }), { files })).toEqual([
      expect.stringContaining(messages.toleranceOutdated('f1', 'mlp.wide', null)),
    ]);
    // Where one of its jobs was measured as it is, the others' old spread counts for nothing.
    const both = new Map([...old, ['mlp.baseline', measured({ f1: 0.001 })] as const]);
    expect(
      await faults(declaring({ f1: within(0.006) }), { files: { 'results/spread.json': writeSpread(both) } }),
    ).toEqual([expect.stringContaining(messages.toleranceTooWide('f1', 0.006, { widest: 0.001, most: 3 }))]);
  });

  test('of trained weights is held to the same', async () => {
    const training = job('digits', { name: 'weights.digits' });
    const of = (width: number, planned: Job | null = training): { weights: TrainedTolerance[] } => ({
      weights: [
        {
          name: 'weights.digits',
          job: planned,
          result: 'weights',
          tolerance: within(width),
          place: { file: 'weights/digits.yaml', line: 9, column: 24 },
        },
      ],
    });
    const old = job('digits', { name: 'weights.digits', seed: 2 });
    const measuredOf = (trained: Job): { files: Record<string, string> } => ({
      files: {
        'results/spread.json': writeSpread(
          new Map([['weights.digits', measured({ weights: 0.01 }, trained)]]),
        ),
      },
    });
    const none = declaring({});
    expect(await faults(none, of(0.01))).toEqual([
      `9:24 ${messages.toleranceUnmeasured('weights', 'weights.digits', null)}`,
    ]);
    expect(await faults(none, { ...of(0.03), ...measuredOf(training) })).toEqual([]);
    const tooWide = messages.toleranceTooWide('weights', 0.031, { widest: 0.01, most: 3 });
    expect(await faults(none, { ...of(0.031), ...measuredOf(training) })).toEqual([`9:24 ${tooWide}`]);
    expect(await faults(none, { ...of(0.03), ...measuredOf(old) })).toEqual([
      `9:24 ${messages.toleranceOutdated('weights', 'weights.digits', null)}`,
    ]);
    // Where nothing may be executed, nobody knows whether it is old.
    expect(await faults(none, { ...of(0.03, null), ...measuredOf(old) })).toEqual([]);
    expect(await faults(none, { ...of(0.031, null), ...measuredOf(old) })).toEqual([`9:24 ${tooWide}`]);
  });

  test('is asked for nothing where none is declared', async () => {
    expect(await faults(declaring({}), { files: { 'results/spread.json': '{' } })).toEqual([]);
  });
});

describe('the spread of several runs', () => {
  const specs = {
    f1: metric(),
    n: count(),
    took: duration(),
    final: group({ curve: series(metric()), mixing: matrix(metric()) }),
    history: table({ name: text(), loss: metric(), seconds: duration() }),
  };
  const results = (f1: number, n: number, third: number, loss: number | null): ResultTree => ({
    f1,
    n,
    took: f1,
    final: { curve: [1, 2, third], mixing: [[1, third]] },
    history: [{ name: 'a', loss, seconds: third }],
  });
  const runs = (...trees: ResultTree[]) =>
    trees.map((tree, index) => ({ name: String(index), results: tree, read: () => null }));

  test('is the largest difference between any two, cell by cell', () => {
    const measured = measureSpread(
      specs,
      runs(results(0.5, 4, 3, 1), results(0.25, 4, 3.5, 1), results(0.75, 4, 3, 2)),
    );
    expect(measured).toEqual({
      spread: { f1: 0.5, 'final.curve': 0.5, 'final.mixing': 0.5, 'history.loss': 1 },
      unlike: [],
    });
  });

  test('names what no tolerance covers', () => {
    const measured = measureSpread(specs, runs(results(0.5, 4, 3, 1), results(0.5, 5, 3, null)));
    expect(measured.unlike).toEqual(['n', 'history.loss']);
    const short = { ...results(0.5, 4, 3, 1), final: { curve: [1], mixing: [[1, 3]] } };
    expect(measureSpread(specs, runs(results(0.5, 4, 3, 1), short)).unlike).toEqual(['final.curve']);
  });

  test('does not depend on the order of the runs, and grows with each', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(values, fc.double({ min: -5, max: 5, noNaN: true }), (list, further) => {
        const of = (numbers: readonly number[]) =>
          measureSpread({ f1: metric() }, runs(...numbers.map((f1) => ({ f1 })))).spread['f1'] ?? NaN;
        expect(of([...list].reverse())).toBe(of(list));
        expect(of([...list, further])).toBeGreaterThanOrEqual(of(list));
      }),
    );
  });
});

describe('a proposed tolerance', () => {
  const view = (format: string) => createViewFinder().plain(format);

  test('covers what was seen, and is at most three times that', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 1e6, noNaN: true }),
        fc.constantFrom(null, 1e-6, 0.01, 1),
        (seen, unit) => {
          const proposed = proposeTolerance(seen, unit) ?? 0;
          expect(proposed).toBeGreaterThanOrEqual(seen);
          expect(proposed).toBeLessThanOrEqual(3 * seen * (1 + 1e-9));
        },
      ),
    );
    expect(proposeTolerance(0, 0.01)).toBe(null);
    expect(proposeTolerance(0.004, 0.01)).toBe(0.01);
    expect(proposeTolerance(0.001, 0.01)).toBe(0.003);
    expect(proposeTolerance(0.0123, 0.01)).toBe(0.024);
  });

  test('knows one unit of the last digit shown', () => {
    expect(unitOf(view('.3f'), 0.8712)).toBe(0.001);
    expect(unitOf(view('.1%'), 0.8712)).toBe(0.001);
    expect(unitOf(view(',d'), 1234)).toBe(1);
    expect(unitOf(view('.2s'), 123456)).toBe(10_000);
  });
});
