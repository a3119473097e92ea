import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { bundleTask, createSourceDigests, isDiagnostics } from '../../src/plan/bundle-task.ts';
import { createPackageVersions } from '../../src/plan/packages.ts';
import { createProjectFiles } from '../../src/base/project-files.ts';
import { generatorRoot } from '../support/program.ts';
import { writeFolder } from '../support/write-folder.ts';

/** The digest of the bundle, as a new build finds it: the bundles made before are kept. */
async function codeOf(root: string): Promise<string> {
  const bundle = await bundleTask(
    { task: 'sum', file: 'tasks/sum.ts' },
    {
      root,
      generator: generatorRoot,
      program: join(root, 'program'),
      folder: join(root, '.cache/bundles'),
      versions: createPackageVersions(generatorRoot),
      digestSource: createSourceDigests(createProjectFiles(root)),
    },
  );
  if (isDiagnostics(bundle)) throw new Error(bundle.map(({ message }) => message).join('; '));
  return bundle.sha256;
}

test.each([
  ['a file whose ending comes first', '../lib/total', 'lib/total.tsx', null],
  ['a file in the place of a folder', '../lib', 'lib.ts', null],
  ['JavaScript in the place of TypeScript', '../lib/total.js', 'lib/total.js', null],
  ['what package.json says', '#total', 'package.json', '{"imports": {"#total": "./lib/other.ts"}}'],
])('an import that leads elsewhere now, by %s, makes other code', async (_by, name, path, content) => {
  const other = 'export const total = 2;';
  const root = writeFolder({
    'tasks/sum.ts': `import { total } from '${name}';\nexport const run = () => total;`,
    'lib/total.ts': 'export const total = 1;',
    'lib/index.ts': `export { total } from './total.ts';`,
    'lib/other.ts': other,
    'package.json': '{"imports": {"#total": "./lib/total.ts"}}',
  });
  const before = await codeOf(root);
  expect(await codeOf(root)).toBe(before);
  writeFileSync(join(root, path), content ?? other);
  expect(await codeOf(root)).not.toBe(before);
  rmSync(root, { recursive: true });
});
