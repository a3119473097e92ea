import { z } from 'zod';

import type { Json } from '../../base/json.ts';
import * as say from '../../base/messages/parse.ts';
import type { Place } from '../../base/place.ts';
import type { CaseFields, Experiment, ExperimentCase } from '../../base/experiment.ts';
import type { ExperimentNode } from '../../base/tree.ts';
import { refuseUnknownAttributes } from '../attributes.ts';
import { checkName } from '../names.ts';
import type { Reading } from '../reading.ts';
import { readYaml, type YamlData } from '../yaml-block.ts';
import { placeOfNode, requireAttribute, type Directive } from './directive.ts';

const json: z.ZodType<Json> = z.json();
const words = {
  label: z.string().nullish(),
  note: z.string().nullish(),
  seed: z.int().min(0, 'a seed is not negative').nullish(),
  seeds: z.int().min(1, 'there is at least one run').nullish(),
  inputs: z.record(z.string(), z.string()).nullish(),
};
const caseSchema = z.object(words).catchall(json);
const schema = z
  .object({ ...words, cases: z.record(z.string(), caseSchema.nullable()).nullish() })
  .catchall(json);

type ExperimentYaml = YamlData<z.output<typeof schema>>;

const EXAMPLE = ':::experiment{#mlp task=classify-windows}';
const WORDS: readonly string[] = [...Object.keys(words), 'cases'];

/** `:::experiment{#mlp task=classify-windows}` with parameters and cases in YAML. */
export function readExperiment(directive: Directive, reading: Reading): ExperimentNode | null {
  const { attributes, place } = directive;
  const { diagnostics } = reading;
  refuseUnknownAttributes('experiment', attributes, { known: ['id', 'task'], diagnostics });
  const id = requireAttribute(directive, { name: 'id', example: EXAMPLE }, reading);
  const task = requireAttribute(directive, { name: 'task', example: EXAMPLE }, reading);
  refuseContent(directive, reading);
  const yaml = directive.yaml && readYaml(directive.yaml, schema, diagnostics);
  if (id !== null) {
    const named = { name: id.value.text, place: id.place };
    checkName('an experiment', named, diagnostics);
    reading.experiments.push(named);
  }
  const fields = readFields(yaml, [], { outer: place, reading });
  const cases = yaml === null ? null : readCases(yaml, reading);
  if (id === null || task === null) return null;
  const experiment: Experiment = {
    name: id.value.text,
    place,
    task: task.value.text,
    taskPlace: task.value.placeAt(0),
    shared: fields,
    cases,
  };
  return { type: 'experiment', experiment };
}

function refuseContent(directive: Directive, reading: Reading): void {
  for (const node of directive.content) {
    const message = say.contentIsNotTaken('experiment', 'one YAML block');
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place: placeOfNode(node, reading) });
  }
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
    seed: mapping.seed ?? null,
    seeds: mapping.seeds ?? null,
    inputs: mapping.inputs ?? {},
    placeOf: (inner) => yaml?.placeOf([...path, ...inner]) ?? outer,
  };
}

function parameterOf(mapping: object, name: string): Json {
  const found = Object.entries(mapping).find(([one]) => one === name);
  return json.parse(found?.[1] ?? null);
}
