import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '..', '..', 'src', 'setup', 'node-version.mjs');
const { complainAboutNode } = (await import(pathToFileURL(file).href)) as {
  complainAboutNode: (version: string) => string | null;
};

test.each(['20.0.0', '22.12.0', '24.1.0', '100.0.0'])('Node %s will do', (version) => {
  expect(complainAboutNode(version)).toBeNull();
});

test.each(['16.20.2', '18.19.1', '9.0.0'])('Node %s is too old, and the sentence names it', (version) => {
  expect(complainAboutNode(version)).toContain(`Node ${version}`);
});
