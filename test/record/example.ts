import type { VerifiedNumber, VerifiedResult } from '../../src/base/verification.ts';
import { countOutcomes } from '../../src/verify/sum-up.ts';
import type { MachineFacts, Verification, VerifiedJob } from '../../src/verify/verification.ts';

const here: MachineFacts = {
  cpu: 'Intel(R) Xeon(R) CPU @ 2.20GHz',
  platform: 'linux x64',
  engine: 'TensorFlow 2.21.0',
  instructionSet: 'AVX2',
  node: '20.19.2',
};

/** A result as it was locked, or as it is with a difference. */
export function result(id: string, difference: string | null = null): VerifiedResult {
  return { id, kind: 'metric', outcome: difference === null ? 'exact' : 'different', difference };
}

/** A job that ran on this machine, and was locked on it or on another. */
export function job(name: string, results: readonly VerifiedResult[], locked = here): VerifiedJob {
  const differs = (['cpu', 'node'] as const).filter((fact) => locked[fact] !== here[fact]);
  const outcome = results.some((each) => each.outcome === 'different') ? 'different' : 'exact';
  const title = 'Trains a network';
  const place = { file: 'report/02.md', line: 5, column: 1 };
  return { name, title, place, outcome, seconds: 61.5, results, machine: { locked, now: here, differs } };
}

/** A number of a sentence in the section `sec-training`, the same as locked. */
export function number(sentence: string, text: string, more: Partial<VerifiedNumber> = {}): VerifiedNumber {
  return {
    place: { file: 'report/02.md', line: 12, column: 7 },
    as: 'text',
    sentence,
    section: 'sec-training',
    cell: null,
    expression: 'mlp.wide.f1',
    format: '.2f',
    locked: text,
    now: text,
    outcome: 'exact',
    reason: null,
    results: ['mlp.wide:f1'],
    ...more,
  };
}

/** A whole verification in which everything reproduces, or what is given instead. */
export function verification(more: Partial<Verification> = {}): Verification {
  const numbers = more.numbers ?? [number('It reaches an F1 of 0.87.', '0.87')];
  const counts = countOutcomes(numbers);
  return {
    version: 1,
    report: 'A | report <of> *numbers*',
    folder: 'report',
    dataset: null,
    commit: '0123456789abcdef0123456789abcdef01234567',
    changed: false,
    locks: 'f00d'.repeat(16),
    mode: 'whole',
    choice: null,
    replay: null,
    interrupted: false,
    machine: { ...here, engine: null, instructionSet: null },
    jobs: [job('mlp.wide', [result('mlp.wide:f1')])],
    sections: [{ id: 'sec-training', number: '2', title: 'Training', depth: 1 }],
    numbers,
    print: [],
    claims: [],
    counts,
    coverage: { numbers: 5, bound: 3, published: 1, literal: 1, claims: 0, verified: 2 },
    seconds: { running: 40, jobs: 61.5, all: 42 },
    faults: [],
    passed: true,
    ...more,
  };
}

const off = '0.8712 → 0.8612, 0.01 off; printed as 0.86 instead of 0.87 (.2f); no tolerance is declared';

/** One in which a result differs that two places show, a table's cell among them, and a claim is refuted. */
export function differing(): Verification {
  const changed = { now: '0.86', outcome: 'different', reason: `mlp.wide:f1: ${off}` } as const;
  const cell = { table: 0, name: 'tbl-mlp', row: 'Wide', column: 'F1' };
  return verification({
    passed: false,
    jobs: [
      job('mlp.wide', [result('mlp.wide:f1', off)], { ...here, cpu: 'AMD EPYC' }),
      job('mlp.small', [result('mlp.small:f1')]),
    ],
    numbers: [
      number('The wide one, at 0.860 Hz, reaches an F1 of 0.86 and 0.91.', '0.87', changed),
      number('The wide one, at 0.860 Hz, reaches an F1 of 0.86 and 0.91.', '0.91', {
        expression: 'mlp.small.f1',
        results: ['mlp.small:f1'],
      }),
      number('Perceptrons. (Wide, F1)', '0.87', { ...changed, cell, expression: 'f1' }),
      number('How long it took: ….', '1 s', { outcome: 'machine', locked: null, now: null, results: [] }),
    ],
    claims: [
      {
        sentence: 'Wide is better',
        frame: 'Wide is better',
        condition: 'mlp.wide.f1 >\n  mlp.small.f1',
        place: { file: 'report/02.md', line: 30, column: 1 },
        held: false,
        excuse: null,
        operands: ['mlp.wide.f1 = 0.8612', 'mlp.small.f1 = 0.91'],
        jobs: ['mlp.wide', 'mlp.small'],
        results: ['mlp.wide:f1', 'mlp.small:f1'],
      },
    ],
    print: [
      {
        of: 'number',
        type: 'changed',
        place: { file: 'report/02.md', line: 40, column: 2 },
        sentence: 'After 3 epochs.',
        cell: null,
        id: null,
        expression: 'mlp.wide.given.epochs',
        results: [],
        aspects: [{ aspect: 'format', locked: 'd', now: '.1f' }],
      },
    ],
  });
}
