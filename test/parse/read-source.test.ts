import { expect, test } from 'vitest';

import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { ProjectFiles } from '../../src/base/effects.ts';
import * as say from '../../src/base/messages/parse.ts';
import { readNamedText } from '../../src/parse/read-source.ts';

const place = { file: 'report.yaml', line: 2, column: 5 };

function filesThatFail(error: Error): ProjectFiles {
  const fail = () => Promise.reject(error);
  return { root: '/nowhere', readText: fail, readBytes: fail, list: fail };
}

test('a file that the machine does not let be read is told where it is named', async () => {
  const reason = 'EACCES: permission denied, open';
  const refused = Object.assign(new Error(reason), { code: 'EACCES', syscall: 'open' });
  const found: Diagnostic[] = [];
  expect(await readNamedText({ path: 'a.md', place }, filesThatFail(refused), found)).toBeNull();
  expect(found).toEqual([{ rule: 'file-is-readable', message: say.fileIsUnreadable('a.md', reason), place }]);
});

test('any other failure is a fault of the program', async () => {
  const reading = readNamedText({ path: 'a.md', place }, filesThatFail(new Error('a slip')), []);
  await expect(reading).rejects.toThrow('a slip');
});
