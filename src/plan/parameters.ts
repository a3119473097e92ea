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
}

const objectSchema = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });

/** Reads the JSON Schema of a declaration, once for all its cases. */
export function readParameterSchema(schema: Json): ParameterSchema {
  const parsed = objectSchema.safeParse(schema);
  return {
    check: z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]),
    names: parsed.success ? Object.keys(parsed.data.properties) : [],
  };
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
  const parsed = schema.check.safeParse(written);
  if (parsed.success) return { type: 'parameters', written, parameters: parametersSchema.parse(parsed.data) };
  const faults = parsed.error.issues.flatMap((issue) => diagnose(issue, experiment, { fields, schema }));
  return { type: 'faults', faults };
}

/** A case's parameters before defaults: its own override those that the experiment shares. */
export function writtenParameters(experiment: Experiment, fields: CaseFields): Values {
  return { ...experiment.shared.parameters, ...fields.parameters };
}

const parametersSchema = z.record(z.string(), z.json());

interface CaseOfSchema {
  fields: CaseFields;
  schema: ParameterSchema;
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
    : messages.wrongParameter(issue.path, issue.message, experiment.task);
  return [{ rule: 'parameters-are-valid', place, message }];
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
