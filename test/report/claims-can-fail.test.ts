import { beforeAll, expect, test } from 'vitest';

import { formatPlace } from '../../src/base/place.ts';
import { judgeClaims } from '../../src/fill/claim.ts';
import { plainText } from '../../src/fill/plain-text.ts';
import { listClaims, readLockedReport, type LockedReport } from './locked-report.ts';
import { expressionOf, sampleScope } from '../language/sample.ts';
import { holds, refute } from './push-operands.ts';

/** Of the claims of the report, so many must turn false when results in them are pushed the wrong way. */
const SHARE = 0.95;

let locked: LockedReport;

const words = (text = ''): string => text.replace(/\s+/g, ' ').trim();

beforeAll(async () => {
  locked = await readLockedReport();
});

test('the claims of the report can fail, and then name their sentence, place and operands', () => {
  const claims = listClaims(locked);
  const firm: string[] = [];
  for (const claim of claims) {
    const written = `${formatPlace(claim.place)} ${plainText(claim.children)} {if="${claim.condition.source}"}`;
    const refuted =
      holds(claim.condition, locked.scope) === true ? refute(claim.condition, locked.scope) : null;
    if (refuted === null) {
      firm.push(written);
      continue;
    }
    const sentence = words(plainText(claim.children));
    const results = { scope: refuted.scope, jobs: new Map(), fallbacks: new Map(), dataset: null };
    const strict = { ...claim, strict: true };
    const { diagnostics } = judgeClaims([{ type: 'root', children: [strict] }], results, {
      keepGoing: false,
    });
    expect(diagnostics, written).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ rule: 'claim-holds', place: claim.place });
    expect(diagnostics[0]?.message).toContain(sentence);
    const [condition, ...operands] = diagnostics[0]?.details ?? [];
    expect(words(condition)).toContain(words(claim.condition.source));
    expect(operands.length, written).toBeGreaterThan(0);
  }
  process.stdout.write(
    `${String(claims.length - firm.length)} of ${String(claims.length)} claims can fail\n`,
  );
  expect(claims.length).toBeGreaterThan(50);
  expect(1 - firm.length / claims.length, firm.join('\n')).toBeGreaterThanOrEqual(SHARE);
});

test.each([
  ['mlp.wide.f1 > 0.5', true],
  ['mlp.wide.f1 > mlp.baseline.f1 - 1', true],
  ['mean(seeds(mlp.baseline.f1)) > 0.7 && mlp.wide.parameters > 5', true],
  ["best(mlp, 'f1').case == 'baseline'", true],
  ['mlp.baseline.f1 >= published.mlp.baseline.f1', true],
  ['mlp.wide.f1 > 0.5 || mlp.wide.f1 <= 0.5', false],
  ['mlp.wide.f1 == mlp.wide.f1', false],
  ['mlp.wide.given.epochs > 0 || 1 < 2', false],
])('%s can fail: %s', (source, can) => {
  const condition = expressionOf(source);
  expect(holds(condition, sampleScope())).toBe(true);
  const refuted = refute(condition, sampleScope());
  expect(refuted !== null).toBe(can);
  if (refuted) expect(holds(condition, refuted.scope)).toBe(false);
});
