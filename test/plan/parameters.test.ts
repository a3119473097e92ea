import { expect, test } from 'vitest';
import { z } from 'zod';

import type { Json } from '../../src/base/json.ts';
import { formatDiagnostic } from '../../src/base/diagnostic.ts';
import { declaration } from '../../src/experiments/tasks/classify-windows.ts';
import { checkParameters, readParameterSchema } from '../../src/plan/parameters.ts';
import { experiment } from '../support/run-project.ts';

/** The task whose parameters depend on one of them. */
const schema = readParameterSchema(z.toJSONSchema(declaration.parameters, { io: 'input' }) as Json);

function check(parameters: { [name: string]: Json }): ReturnType<typeof checkParameters> {
  const given = experiment('m', 'classify-windows', { parameters });
  return checkParameters(given, given.shared, schema);
}

test('the family decides which parameters there are, and their defaults', () => {
  const checked = check({ family: 'cnn', units: [32] });
  expect(checked).toMatchObject({
    type: 'parameters',
    parameters: { family: 'cnn', maps: 16, kernel: 5, pool: 2, batch: 128, dropout: 0.5 },
  });
  expect(check({ family: 'mlp', units: [128] })).not.toHaveProperty('parameters.maps');
});

test.each([
  [{ family: 'mlp', units: [128], maps: 16 }, 'no parameter "maps"'],
  [{ family: 'mlp', units: [128], dropot: 0.1 }, 'nearest: "dropout"'],
  [{ family: 'mlp', units: [128, -1] }, '"units[1]" does not suit'],
  [{ family: 'mlp', units: [] }, '"units" does not suit'],
  [{ family: 'lstm', units: [64], dropout: 1.5 }, '"dropout" does not suit'],
  [{ family: 'cnn', units: [32], pool: 60 }, '"pool" does not suit'],
  [{ family: 'cnn' }, 'needs the parameter "units"'],
  [{ family: 'clstm', units: [32] }, 'expected one of "mlp"|"lstm"|"cnn"|"cnn_lstm"'],
  [{ units: [32] }, 'needs the parameter "family"'],
])('%j is refused at its place: %s', (parameters, said) => {
  const checked = check(parameters);
  const told = checked.type === 'faults' ? checked.faults.map(formatDiagnostic) : [];
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(said);
});

test.each([
  ['many', /"batch" does not suit .*: .*expected number, received string, or .*expected "all"/],
  [1.5, /"batch" does not suit .*expected int, received number, or .*expected "all"/],
  [0, /"batch" does not suit .*>=1/],
])('a parameter that may be one thing or another, given %j, is told what it may be', (batch, said) => {
  const union = z.strictObject({ batch: z.union([z.int().min(1), z.literal('all')]) });
  const given = experiment('s', 'one-against-rest', { parameters: { batch } });
  const checked = checkParameters(given, given.shared, readParameterSchema(z.toJSONSchema(union) as Json));
  expect(checked.type === 'faults' ? checked.faults.map(formatDiagnostic).join('\n') : '').toMatch(said);
});
