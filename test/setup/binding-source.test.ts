import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const { bindingSource } = (await import(
  pathToFileURL(join(root, 'src', 'setup', 'binding-source.mjs')).href
)) as { bindingSource: (sources: string) => string | null };

test('the installed tfjs-node is the one that lists of strings and types, and recorded steps, are added to', () => {
  const source = bindingSource(join(root, 'node_modules', '@tensorflow', 'tfjs-node', 'binding'));
  expect(source).toContain(
    '#include "attribute-lists.h"\n#include "step-function.h"\n#include "recorded-steps.h"\n#include "utils.h"',
  );
  expect(source).toContain('js_value)) return;\n  switch (tf_attr_type) {');
  expect(source).toContain('GenerateOutputTensorInfo(env, handle); });\n  TF_AutoStatus tf_status;');
});

test('other code is not guessed at', () => {
  const folder = mkdtempSync(join(tmpdir(), 'binding-'));
  writeFileSync(join(folder, 'tfjs_backend.cc'), '#include "utils.h"\nint main() {}\n');
  expect(bindingSource(folder)).toBeNull();
  rmSync(folder, { recursive: true });
});
