import { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { CaseFields, Experiment } from '../base/experiment.ts';

/** A declaration's parameters: what checks them, and their names. */
export interface ParameterSchema {
  check: z.ZodType;
  names: readonly string[];
  /** Where parameters depend on one of them (`family: mlp`), which is that and what it may be. */
  choice: Choice | null;
}

interface Choice {
  parameter: string;
  /** What the parameter may be, and the parameters that then belong to the task. */
  schemas: ReadonlyMap<Json, Omit<ParameterSchema, 'choice'>>;
}

const objectSchema = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });
const variantsSchema = z.object({ oneOf: z.array(objectSchema.loose()).min(1) });
const constantSchema = z.object({ const: z.json() });

/** Reads the JSON Schema of a declaration, once for all its cases. */
export function readParameterSchema(schema: Json): ParameterSchema {
  return { ...readPlain(schema), choice: readChoice(schema) };
}

function readPlain(schema: Json): Omit<ParameterSchema, 'choice'> {
  const parsed = objectSchema.safeParse(schema);
  return {
    check: z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]),
    names: parsed.success ? Object.keys(parsed.data.properties) : [],
  };
}

/** A union of objects (zod's `discriminatedUnion`) is told apart by a property that is a constant in each of them. */
function readChoice(schema: Json): Choice | null {
  const parsed = variantsSchema.safeParse(schema);
  if (!parsed.success) return null;
  const variants = parsed.data.oneOf;
  const valueIn = (variant: (typeof variants)[number], name: string): Json | undefined =>
    constantSchema.safeParse(variant.properties[name]).data?.const;
  const parameter = Object.keys(variants[0]?.properties ?? {}).find((name) =>
    variants.every((variant) => valueIn(variant, name) !== undefined),
  );
  if (parameter === undefined) return null;
  const schemas = variants.map(
    (variant) => [valueIn(variant, parameter) ?? null, readPlain(variant as Json)] as const,
  );
  return { parameter, schemas: new Map(schemas) };
}

/** The parameters that belong to what is written; where that decides nothing yet, only what decides is checked. */
function chooseSchema(schema: ParameterSchema, written: Values): Omit<ParameterSchema, 'choice'> {
  if (schema.choice === null) return schema;
  const { parameter, schemas } = schema.choice;
  const chosen = schemas.get(written[parameter] ?? null);
  if (chosen) return chosen;
  const options = [...schemas.keys()].filter((value) => typeof value === 'string');
  return { check: z.looseObject({ [parameter]: z.enum(options) }), names: [parameter] };
}

interface Values {
  readonly [name: string]: Json;
}

/** A case's parameters, as written and complete, or what is wrong with them. */
export type CheckedParameters =
  | { type: 'parameters'; written: Values; parameters: Values }
  | { type: 'faults'; faults: readonly Diagnostic[] };

/**
 * Checks a case's parameters (which override those the experiment shares) against the JSON Schema of the
 * declaration, and fills in the defaults. Faults stand at the parameter, also inside lists: `units[1]`.
 */
export function checkParameters(
  experiment: Experiment,
  fields: CaseFields,
  schema: ParameterSchema,
): CheckedParameters {
  const written = writtenParameters(experiment, fields);
  const chosen = chooseSchema(schema, written);
  const parsed = chosen.check.safeParse(written);
  if (parsed.success) return { type: 'parameters', written, parameters: parametersSchema.parse(parsed.data) };
  const faults = parsed.error.issues.flatMap((issue) =>
    diagnose(issue, experiment, { fields, schema: chosen }),
  );
  return { type: 'faults', faults };
}

/** A case's parameters before defaults: its own override those that the experiment shares. */
export function writtenParameters(experiment: Experiment, fields: CaseFields): Values {
  return { ...experiment.shared.parameters, ...fields.parameters };
}

const parametersSchema = z.record(z.string(), z.json());

interface CaseOfSchema {
  fields: CaseFields;
  schema: Omit<ParameterSchema, 'choice'>;
}

function diagnose(issue: z.core.$ZodIssue, experiment: Experiment, of: CaseOfSchema): Diagnostic[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownParameter([...issue.path, key], experiment, of));
  }
  const [parameter] = issue.path;
  const place = ownerOf(parameter, experiment, of.fields).placeOf(issue.path);
  const absent = issue.path.length === 1 && valueOf(parameter, experiment, of.fields) === undefined;
  const message = absent
    ? messages.missingParameter(String(parameter), experiment.task)
    : messages.wrongParameter(issue.path, reasonOf(issue), experiment.task);
  return [{ rule: 'parameters-are-valid', place, message }];
}

/** Of a union zod says only that nothing in it fits: what each of its alternatives asks for stands one level below. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const reasons = issue.errors.flatMap(([first]) =>
    first ? [messages.within(first.path, reasonOf(first))] : [],
  );
  return reasons.length === 0 ? issue.message : messages.noneFits([...new Set(reasons)]);
}

function unknownParameter(path: PropertyKey[], experiment: Experiment, of: CaseOfSchema): Diagnostic {
  const [parameter] = path;
  const known = path.length === 1 ? of.schema.names : [];
  return {
    rule: 'parameter-is-known',
    place: ownerOf(parameter, experiment, of.fields).placeOf(path),
    message: messages.unknownParameter(path, experiment.task, {
      known,
      nearest: nearestName(String(path.at(-1)), known),
    }),
  };
}

function ownerOf(parameter: PropertyKey | undefined, experiment: Experiment, fields: CaseFields): CaseFields {
  const own = typeof parameter === 'string' && parameter in fields.parameters;
  const shared = typeof parameter === 'string' && parameter in experiment.shared.parameters;
  return !own && shared ? experiment.shared : fields;
}

function valueOf(
  parameter: PropertyKey | undefined,
  experiment: Experiment,
  fields: CaseFields,
): Json | undefined {
  if (typeof parameter !== 'string') return undefined;
  return fields.parameters[parameter] ?? experiment.shared.parameters[parameter];
}
