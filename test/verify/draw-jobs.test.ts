import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type Candidate, drawJobs } from '../../src/verify/draw-jobs.ts';

const job = (name: string, seconds: number | null, more: Partial<Candidate> = {}): Candidate => ({
  name,
  experiment: name.split('.')[0] ?? name,
  task: 'count',
  seconds,
  upstream: [],
  ...more,
});

const names = (drawn: ReturnType<typeof drawJobs>): string[] =>
  'least' in drawn ? [] : drawn.map(({ name }) => name);

const counts = Array.from({ length: 30 }, (_, index) => job(`cost.case_${index}`, 0.1));
const long = ['mlp', 'cnn', 'lstm', 'vae'].map((name) => job(`${name}.base`, 60, { task: `train_${name}` }));
const all = [...counts, ...long];

describe('a sample', () => {
  test('is the same for one seed, and differs between seeds', () => {
    const draw = (seed: string): string[] => names(drawJobs(all, { sample: 6, budget: null, seed }));
    expect(draw('a')).toEqual(draw('a'));
    expect(new Set(['a', 'b', 'c', 'd'].map((seed) => draw(seed).join())).size).toBeGreaterThan(1);
  });

  test('has one job of every task before the second of any, and of every experiment likewise', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const tasks = names(drawJobs(all, { sample: 5, budget: null, seed })).map(
          (name) => name.split('.')[0],
        );
        expect(new Set(tasks)).toEqual(new Set(['cost', 'mlp', 'cnn', 'lstm', 'vae']));
        const two = ['a', 'b'].flatMap((e) => [0, 1, 2].map((index) => job(`${e}.case_${index}`, 1)));
        const experiments = names(drawJobs(two, { sample: 2, budget: null, seed })).map((name) => name[0]);
        expect(experiments.sort()).toEqual(['a', 'b']);
      }),
      { numRuns: 30 },
    );
  });

  test('of more than there are is all of them, each once', () => {
    const drawn = names(drawJobs(all, { sample: 100, budget: null, seed: 'x' }));
    expect([...drawn].sort()).toEqual(all.map(({ name }) => name).sort());
  });
});

describe('a budget', () => {
  const draw = (jobs: readonly Candidate[], seconds: number, slots = 1, seed = 'x') =>
    drawJobs(jobs, { sample: null, budget: { seconds, slots }, seed });

  test('always reaches a long job, and keeps to the time', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 61, max: 400 }), (seed, seconds) => {
        const drawn = draw(all, seconds, 2, seed);
        if ('least' in drawn) throw new Error('it was enough');
        expect(drawn.some(({ seconds: own }) => own === 60)).toBe(true);
        expect(drawn.reduce((sum, each) => sum + (each.seconds ?? 0), 0)).toBeLessThanOrEqual(2 * seconds);
      }),
      { numRuns: 50 },
    );
  });

  test('that reaches cheap jobs alone is refused, with what the shortest of the long ones needs', () => {
    const drawn = draw(all, 10);
    expect(drawn).toHaveProperty('least');
    expect('least' in drawn && drawn.least).toBeCloseTo(60.3);
    expect(draw([job('a', null)], 100)).toEqual({ least: null });
  });

  test('counts what a job takes from, once', () => {
    const chain = [
      job('first', 50),
      job('second', 60, { upstream: ['first'] }),
      job('third', 55, { upstream: ['first'] }),
    ];
    expect('least' in draw(chain, 52)).toBe(true);
    expect(names(draw(chain, 115)).length).toBeLessThan(3);
    expect(names(draw(chain, 200))).toEqual(['first', 'second', 'third']);
  });
});
