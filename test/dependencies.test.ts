import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const all = { ...manifest.dependencies, ...manifest.devDependencies };

test('every dependency has its reason in ARCHITECTURE.md, and an exact version', () => {
  const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  expect(Object.keys(all).filter((name) => !architecture.includes(`\`${name}\``))).toEqual([]);
  expect(Object.values(all).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('every dependency of the program is used, and what is used is declared', () => {
  const folders = ['src', 'data'];
  const files = folders.flatMap((folder) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[]).map((name) =>
      join(root, folder, name),
    ),
  );
  const text = files
    .filter((file) => /\.(ts|mjs|yaml)$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  // Fonts are named by their family behind the scope that all share.
  const isUsed = (name: string): boolean =>
    name.split(/(?<=^@fontsource-variable\/)/).every((part) => text.includes(part));
  expect(Object.keys(manifest.dependencies).filter((name) => !isUsed(name))).toEqual([]);
  const imported = [...text.matchAll(/^import [^;]*?from '((?:@[^/']+\/)?[^./'][^/']*)/gm)].map(
    (match) => match[1] ?? '',
  );
  const strangers = imported.filter(
    (name) => !name.startsWith('node:') && name !== 'living-report' && !(name in all),
  );
  expect([...new Set(strangers)]).toEqual(['mdast', 'hast']);
});
