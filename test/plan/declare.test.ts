import { expect, test } from 'vitest';

import { makeAnew } from '../../src/base/made.ts';
import { readDeclaration } from '../../src/plan/declare.ts';
import { copyWorkers, generatorRoot } from '../support/program.ts';
import { digestBytes } from '../../src/base/digest.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

test('a module that hangs or dies while it is evaluated fails alone, in time', async () => {
  const { program, remove } = await copyWorkers();
  try {
    const place = { file: 'report.md', line: 1, column: 1 };
    const declare = async (code: string, seconds = 20): Promise<string> => {
      const path = join(program, 'task.cjs');
      await writeFile(path, code);
      const bundle = { task: 'bad', file: 'tasks/bad.ts', path, sha256: digestBytes(code), packages: {} };
      const tools = {
        root: generatorRoot,
        program,
        made: makeAnew(),
        readSource: () => Promise.resolve(null),
        seconds,
      };
      return JSON.stringify(await readDeclaration(bundle, place, tools));
    };
    expect(await declare('for (;;);', 0.5)).toMatch(/task-is-declared.*more than 0.5 s/);
    expect(await declare('throw new Error("no such luck")')).toMatch(/task-is-declared.*no such luck/);
    expect(await declare('exports.n = process.env')).toContain("reading 'env'");
    expect(await declare('exports.n = require("node:fs")')).toContain('node:fs');
  } finally {
    await remove();
  }
});
