import { expect, test } from 'vitest';

import { workflowCommand } from '../../src/verify/annotations.ts';

test('an annotation stands at its line, seen from the repository, escaped as GitHub reads it', () => {
  const diagnostic = {
    rule: 'number-reproduces: exactly',
    message: '100 % was locked,\n99 % is shown',
    place: { file: 'report/05, costs.md', line: 12, column: 7 },
    details: ['by 1 %'],
  };
  expect(workflowCommand(diagnostic, 'examples')).toBe(
    '::error file=examples/report/05%2C costs.md,line=12,col=7,title=number-reproduces%3A exactly::100 %25 was locked,%0A99 %25 is shown%0Aby 1 %25',
  );
});

test('what stands nowhere has a title alone', () => {
  expect(workflowCommand({ rule: 'something-is-checked', message: 'Nothing.' }, '')).toBe(
    '::error title=something-is-checked::Nothing.',
  );
});
