import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { Expression } from '../../src/base/expression.ts';
import { count, duration, group, image, matrix, metric, series, table, text } from '../../src/base/kinds.ts';
import { evaluate } from '../../src/base/language/evaluate.ts';
import { createScope, type NamedJob, type Scope } from '../../src/base/language/scope.ts';
import { isUnknown, itemsOf, type Value } from '../../src/base/language/value.ts';
import type { Published } from '../../src/base/report.ts';
import type { JobResults, ResultTree } from '../../src/base/results.ts';
import { parseExpression } from '../../src/parse/expression.ts';
import { fileText } from '../../src/parse/source-text.ts';

/** An expression as an author writes it, in a file of its own: offset 0 is line 1, column 1. */
export function expressionOf(source: string): Expression {
  const diagnostics: Diagnostic[] = [];
  const expression = parseExpression(fileText('report/01.md', source), diagnostics);
  if (!expression) throw new Error(diagnostics[0]?.message);
  return expression;
}

/** Declared results of the sample's tasks. */
export const specs = {
  f1: metric({ format: '.2f' }),
  loss: metric(),
  parameters: count(),
  seconds: duration(),
  family: text(),
  weights: series(metric({ format: '.1f' })),
  confusion: matrix(count(), { shape: [2, 2] }),
  history: table({ epoch: count(), xent: metric({ format: '.3f' }), remark: text() }),
  final: group({ xent: metric({ format: '.3f' }) }),
  picture: image(),
};

const results = (f1: number): ResultTree => ({
  f1,
  loss: 0.25,
  parameters: 683788,
  seconds: 141,
  family: 'mlp',
  weights: [0.5, -1.25, 2],
  confusion: [
    [8, 2],
    [1, 9],
  ],
  history: [
    { epoch: 1, xent: 0.5, remark: 'start' },
    { epoch: 2, xent: 0.25, remark: null },
  ],
  final: { xent: 0.125 },
  picture: {
    stored: 'image',
    name: 'picture.png',
    sha256: '0',
    bytes: 4,
    mediaType: 'image/png',
    width: 2,
    height: 3,
  },
});

/** The jobs of `mlp` (cases baseline, with three runs, and wide) and `digits` (no cases). */
export const jobs: readonly JobResults[] = [
  sampleJob('mlp', 'baseline', 1, 0.72),
  sampleJob('mlp', 'baseline', 2, 0.74),
  sampleJob('mlp', 'baseline', 3, 0.7),
  sampleJob('mlp', 'wide', 1, 0.71),
  sampleJob('digits', null, 1, 0.9),
];

export const experiments = [
  { name: 'mlp', cases: [{ name: 'baseline' }, { name: 'wide' }] },
  { name: 'digits', cases: null },
];

export const published = new Map<string, Published>([
  ['mlp.baseline.f1', figure(0.7, '0.70')],
  ['total', figure(40.3, '40.3')],
]);

/** The same with the case `wide` hidden from `cases(mlp)`. */
export function scopeWithHidden(): Scope {
  const named = jobs.map((job): NamedJob => ({ ...job, name: job.job }));
  const [mlp, ...others] = experiments;
  const hidden = {
    ...mlp!,
    cases: [
      { name: 'baseline', show: null },
      { name: 'wide', show: false },
    ],
  };
  return createScope({ experiments: [hidden, ...others], jobs: named, published });
}

/** The scope after the run, or before it (`results: null`). */
export function sampleScope(stage: 'planned' | 'ran' = 'ran'): Scope {
  const named = jobs.map((job): NamedJob => ({
    ...job,
    name: job.job,
    results: stage === 'ran' ? job.results : null,
  }));
  return createScope({ experiments, jobs: named, published });
}

/** What an expression gives, as plain JavaScript (`?number` for an unknown), or its mistake as `rule column: message`. */
export function valueOf(source: string, scope = sampleScope()): unknown {
  const outcome = evaluate(expressionOf(source), scope, plain);
  if (outcome.ok) return outcome.value;
  return `${outcome.diagnostic.rule} ${outcome.diagnostic.place?.column}: ${outcome.diagnostic.message}`;
}

export function plain(value: Value): unknown {
  if (value.type === 'scalar') return isUnknown(value.value) ? `?${value.value.unknown}` : value.value;
  if (value.type === 'list') return itemsOf(value).map(plain);
  if (value.type === 'file') return value.stored?.name ?? '?file';
  return Object.fromEntries(value.names().map((name) => [name, plain(value.get(name)!)]));
}

function sampleJob(experiment: string, name: string | null, run: number, f1: number): JobResults {
  const job = name === null ? experiment : `${experiment}.${name}`;
  return {
    job: run === 1 ? job : `${job}#${run}`,
    experiment,
    case: name,
    run,
    task: 'classify-windows',
    title: 'Trains a network on windows',
    label: name === 'wide' ? 'WideMLP' : null,
    note: name === 'wide' ? 'width 512' : null,
    given: { epochs: 3, dropout: 0.5, units: name === 'wide' ? [512, 512] : [128, 128] },
    results: results(f1),
    specs,
    engine:
      name === 'wide' ? { name: 'wasm', title: 'WASM' } : { name: 'tensorflow', title: 'TensorFlow 2.21.0' },
    preferredEngine: 'tensorflow',
    measures: { seconds: 12.5 * run, memory: 420, beside: 1 },
    standIn: false,
    seed: 7,
    code: { file: 'tasks/train.ts', sha256: '0' },
    files: [],
    inputs: {},
    key: '0'.repeat(64),
    folder: '.cache/store/0',
  };
}

function figure(value: number, text: string): Published {
  const place = { file: 'report/published.yaml', line: 1, column: 1 };
  return { value, text, kind: 'metric', unit: null, source: 'the original', place };
}
