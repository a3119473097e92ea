import { z } from 'zod';

import type { CaseFields, ExperimentCase } from '../../base/experiment.ts';
import type { Json } from '../../base/json.ts';
import { toleranceHasReason } from '../../base/messages/parse.ts';
import type { Place } from '../../base/place.ts';
import { checkName } from '../names.ts';
import type { Reading } from '../reading.ts';
import type { SourceText } from '../source-text.ts';
import { readYaml, type YamlData } from '../yaml-block.ts';

const json: z.ZodType<Json> = z.json();
const tolerance = z.strictObject({
  within: z.number().positive('a tolerance is above zero'),
  reason: z.string().trim().min(1, 'a tolerance has a reason'),
});
/** Two shapes, so that what is of neither is told by our own sentence. */
const toleranceField = z.union([tolerance, z.never()], { error: ({ input }) => toleranceHasReason(input) });
const words = {
  label: z.string().nullish(),
  note: z.string().nullish(),
  show: z.boolean().nullish(),
  tolerance: z.record(z.string(), toleranceField).nullish(),
  seed: z.int().min(0, 'a seed is not negative').nullish(),
  seeds: z.int().min(1, 'there is at least one run').max(1000, 'a case has 1000 runs at most').nullish(),
  inputs: z.record(z.string(), z.string()).nullish(),
};
const caseSchema = z.object(words).catchall(json);
const schema = z
  .object({ ...words, cases: z.record(z.string(), caseSchema.nullable()).nullish() })
  .catchall(json);

type ExperimentYaml = YamlData<z.output<typeof schema>>;

const WORDS: readonly string[] = [...Object.keys(words), 'cases'];

/** What the YAML of an experiment says: of all its cases, and of each; null for an experiment without cases. */
export interface ExperimentFields {
  shared: CaseFields;
  cases: readonly ExperimentCase[] | null;
}

/** Reads the YAML of an experiment, which stands in a block or in a file; `outer` is the directive's place. */
export function readExperimentFields(
  source: SourceText | null,
  outer: Place,
  reading: Reading,
): ExperimentFields {
  const yaml = source && readYaml(source, schema, reading.diagnostics);
  return {
    shared: readFields(yaml, [], { outer, reading }),
    cases: yaml === null ? null : readCases(yaml, reading),
  };
}

function readCases(yaml: ExperimentYaml, reading: Reading): ExperimentCase[] | null {
  const { cases } = yaml.value;
  if (cases === undefined || cases === null) return null;
  return Object.keys(cases).map((name) => {
    const path = ['cases', name];
    const place = yaml.placeOfName(path);
    checkName('a case', { name, place }, reading.diagnostics);
    return { ...readFields(yaml, path, { outer: place, reading }), name, place };
  });
}

/** The mapping at `path`: reserved words apart, everything else a parameter. */
function readFields(
  yaml: ExperimentYaml | null,
  path: readonly string[],
  { outer, reading }: { outer: Place; reading: Reading },
): CaseFields {
  const name = path[1];
  const mapping = (name === undefined ? yaml?.value : yaml?.value.cases?.[name]) ?? {};
  const names = Object.keys(mapping).filter(
    (one) => !WORDS.includes(one) || (one === 'cases' && path.length > 0),
  );
  for (const one of names) {
    const place = yaml?.placeOfName([...path, one]) ?? outer;
    checkName('a parameter', { name: one, place }, reading.diagnostics);
  }
  return {
    parameters: Object.fromEntries(names.map((one) => [one, parameterOf(mapping, one)])),
    label: mapping.label ?? null,
    note: mapping.note ?? null,
    show: mapping.show ?? null,
    tolerance: mapping.tolerance ?? {},
    seed: mapping.seed ?? null,
    seeds: mapping.seeds ?? null,
    inputs: mapping.inputs ?? {},
    placeOf: (inner, offset) => {
      const whole = [...path, ...inner];
      const place = offset === undefined ? yaml?.placeOf(whole) : yaml?.textOf(whole).placeAt(offset);
      return place ?? outer;
    },
  };
}

function parameterOf(mapping: object, name: string): Json {
  const found = Object.entries(mapping).find(([one]) => one === name);
  return json.parse(found?.[1] ?? null);
}
