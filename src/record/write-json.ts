import type { Verification } from '../verify/verification.ts';
import { recordFiles } from '../emit/verification-files.ts';

/** Members whose elements stand one on a line each, so that two verifications can be compared line by line. */
const lists: ReadonlySet<string> = new Set(['jobs', 'sections', 'numbers', 'print', 'claims', 'faults']);

/** `verification.json`, whose shape `verificationSchema` describes. */
export function writeJson(verification: Verification): string {
  const members = Object.entries({ $schema: recordFiles.schema, ...verification }).map(
    ([name, value]) =>
      `  ${JSON.stringify(name)}: ${lists.has(name) ? onLines(value) : JSON.stringify(value)}`,
  );
  return `{\n${members.join(',\n')}\n}\n`;
}

function onLines(list: unknown): string {
  if (!Array.isArray(list) || list.length === 0) return '[]';
  return `[\n${list.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]`;
}
