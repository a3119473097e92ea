import { z } from 'zod';

import type { PrintAspect } from '../base/document-print.ts';
import type { ResultKind } from '../base/kinds.ts';
import type { Outcome } from '../base/verification.ts';
import type { Verification } from '../verify/verification.ts';

const outcome = z.enum(['exact', 'tolerance', 'machine', 'unchecked', 'different'] satisfies Outcome[]).meta({
  id: 'outcome',
  description:
    'exact: the same bits; tolerance: printed the same, or within what is declared; machine: a duration, within a factor of ten; unchecked: not computed anew; different: none of these',
});

const count = z.int().min(0);

const place = z.strictObject({ file: z.string(), line: z.int(), column: z.int() }).meta({
  id: 'place',
  description: 'in the sources, relative to the report’s root; lines and columns count from 1',
});

const machine = z
  .strictObject({
    cpu: z.string().nullable(),
    platform: z.string().nullable(),
    engine: z.string().nullable(),
    instructionSet: z.string().nullable(),
    node: z.string().nullable(),
  })
  .meta({
    id: 'machine',
    description: 'what the bits of a result may depend on; null for what was not noted',
  });

const result = z
  .strictObject({
    id: z.string().describe('JOB:PATH, e.g. cnn.baseline:test.f1'),
    kind: z
      .enum([
        'count',
        'metric',
        'duration',
        'text',
        'series',
        'matrix',
        'table',
        'image',
        'file',
      ] satisfies ResultKind[])
      .describe('as its task declares it'),
    outcome,
    difference: z.string().nullable().describe('how it differs, with the tolerance that applied'),
    declared: z.boolean().exactOptional().describe('whether it lies within a declared tolerance'),
  })
  .meta({ id: 'result' });

const job = z
  .strictObject({
    name: z.string().describe('EXPERIMENT.CASE#RUN, or weights.NAME'),
    title: z.string(),
    place,
    outcome,
    seconds: z.number().nullable().describe('null where it did not run'),
    results: z.array(result),
    machine: z.strictObject({
      locked: machine.nullable(),
      now: machine.nullable(),
      differs: z.array(machine.keyof()),
    }),
  })
  .meta({ id: 'job' });

const cell = z
  .strictObject({
    table: z.int().describe('index among the tables of the document'),
    name: z.string().describe('id of the table, or its caption where it has none'),
    row: z.string(),
    column: z.string(),
  })
  .meta({ id: 'cell', description: 'which cell of which table' });

const number = z
  .strictObject({
    place,
    as: z.enum(['text', 'mathematics', 'figure']),
    sentence: z.string().describe('the sentence, or the caption with row and column'),
    section: z.string().nullable().describe('id of its heading in report.html; null above the first'),
    cell: cell.nullable(),
    expression: z.string(),
    format: z.string().nullable(),
    locked: z
      .string()
      .nullable()
      .describe('as the locked results print it, mathematics as TeX; null for data and pictures'),
    now: z.string().nullable().describe('as the results of this run print it'),
    outcome,
    reason: z.string().nullable().describe('why it is different, or within tolerance'),
    results: z.array(z.string()).describe('ids of the results behind it'),
  })
  .meta({ id: 'number' });

const aspect = z.enum([
  'text',
  'expression',
  'format',
  'results',
  'data',
  'spec',
  'picture',
  'order',
  'condition',
  'held',
  'words',
] satisfies PrintAspect[]);

const change = z
  .strictObject({
    of: z.enum(['number', 'table', 'figure', 'claim']),
    type: z.enum(['new', 'gone', 'changed']),
    place,
    sentence: z.string(),
    cell: cell.nullable(),
    id: z.string().nullable(),
    expression: z.string().nullable(),
    results: z.array(z.string()),
    aspects: z
      .array(z.strictObject({ aspect, locked: z.string().nullable(), now: z.string().nullable() }))
      .describe('what it was and is; other words alone are no difference'),
  })
  .meta({ id: 'change' });

const claim = z
  .strictObject({
    sentence: z.string(),
    frame: z.string().describe('the sentence with a slot for each number'),
    condition: z.string(),
    place,
    held: z.boolean(),
    excuse: z.enum(['machine', 'data']).nullable().describe('why it may be false; null where it must hold'),
    operands: z.array(z.string()).describe('where it did not hold: what went into the condition'),
    jobs: z.array(z.string()).describe('whose results the condition asks'),
    results: z.array(z.string()).describe('which results of these it asks'),
  })
  .meta({ id: 'claim' });

const fault = z
  .strictObject({
    rule: z.string().describe('a name for the healthy state'),
    message: z.string(),
    place: place.exactOptional(),
    details: z.array(z.string()).exactOptional(),
  })
  .meta({ id: 'fault' });

const replay = z
  .strictObject({
    ran: z.array(z.string()).describe('jobs that were run anew'),
    replayed: z.array(z.string()).describe('jobs of which results were computed again from locked files'),
    numbers: z
      .strictObject({ ran: count, replayed: count, printed: count, given: count })
      .describe(
        'by what was done about them; printed: only printed again from locked results, not checked; given: parameters and labels',
      ),
  })
  .meta({ id: 'replay' });

/** The shape of `verification.json`; `verification.schema.json` beside this file is the same as JSON Schema. */
export const verificationSchema = z
  .strictObject({
    $schema: z.string().describe('this schema, relative to the record'),
    version: z.literal(1),
    report: z.string().describe('title of the report'),
    folder: z.string().describe('folder of its report.yaml, relative to its root'),
    dataset: z.string().nullable(),
    commit: z.string().nullable().describe('hash of the git commit; null outside git'),
    changed: z.boolean().nullable().describe('whether files differ from that commit, or are not in it'),
    locks: z.string().describe('sha256 of the locked results that it was held against'),
    mode: z
      .enum(['whole', 'partial', 'replay'])
      .describe('whole: every job was computed anew; replay: scores from locked predictions'),
    choice: z
      .strictObject({
        only: z.array(z.string()),
        sample: z.number().nullable(),
        budget: z.number().nullable().describe('seconds by the clock'),
        seed: z.string().nullable(),
        chosen: z.array(z.string()),
        upstream: z.array(z.string()).describe('run because a chosen job takes from them'),
      })
      .nullable()
      .describe('how the jobs of a partial run were chosen'),
    replay: replay.nullable().describe('what a replay did; null for any other verification'),
    interrupted: z.boolean().describe('whether it was stopped before it was through'),
    machine,
    jobs: z.array(job),
    sections: z.array(
      z.strictObject({
        id: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        depth: z.int(),
      }),
    ),
    numbers: z.array(number).describe('everything that the document shows of results, in reading order'),
    print: z.array(change).describe('how the document is another than was locked'),
    claims: z.array(claim),
    counts: z
      .strictObject({ exact: count, tolerance: count, machine: count, unchecked: count, different: count })
      .describe('numbers by outcome; a figure is no number'),
    coverage: z.strictObject({
      numbers: count.describe('all that the document shows: bound, published, literal'),
      bound: count.describe('from results alone'),
      published: count.describe('published figures, and what is worked out with them'),
      literal: count.describe('declared, with a reason'),
      claims: count,
      verified: count.describe(
        'of those that results go into: computed anew, and as locked or the machine’s',
      ),
    }),
    seconds: z.strictObject({
      jobs: z.number().describe('what the jobs took, added up'),
      running: z.number().describe('how long jobs ran, by the clock'),
      all: z.number().describe('by the clock'),
    }),
    faults: z.array(fault),
    passed: z
      .boolean()
      .describe('nothing differs, no claim is refuted, nothing is at fault, and something was checked'),
  })
  .describe('What a verification of a report found');

type Described = Omit<z.output<typeof verificationSchema>, '$schema'>;
type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;
type MutableDeep<T> = T extends object ? { -readonly [K in keyof T]: MutableDeep<T[K]> } : T;

/** Whether the record and its schema are one shape, as far as types can tell: neither has what the other lacks. */
type IsDescribed =
  Verification extends ReadonlyDeep<Described>
    ? Described extends MutableDeep<Verification>
      ? true
      : never
    : never;
export const isDescribed: IsDescribed = true;

/** The schema as JSON Schema, draft 2020-12. */
export function describeVerification(): string {
  return `${JSON.stringify(z.toJSONSchema(verificationSchema), null, 2)}\n`;
}
