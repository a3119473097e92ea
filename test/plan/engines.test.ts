import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as messages from '../../src/base/messages/plan.ts';
import { chooseEngine, readEngines } from '../../src/plan/engines.ts';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'engines-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), content);
}

const engines = () =>
  readEngines({ packages: root, versions: () => Promise.resolve('4.22.0'), instructionSet: 'pinned' });

test('TensorFlow is what the set-up recorded, whatever its version', async () => {
  const found = { version: '2.99.0', tfjsNode: '4.22.0', binding: 'ab', platform: 'linux-x64' };
  await write('node_modules/.living-report/engine.json', JSON.stringify({ tensorflow: found }));
  const tensorflow = (await engines()).atHand.get('tensorflow');
  expect(tensorflow?.title).toBe('TensorFlow 2.99.0');
  expect(tensorflow?.parts).toMatchObject({ tensorflow: '2.99.0', 'tfjs-node': '4.22.0', binding: 'ab' });
});

test('without a record nothing is known of it: not at hand, with the way out', async () => {
  await write('node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node', 'of unknown origin');
  const found = await engines();
  expect(found.atHand.has('tensorflow')).toBe(false);
  const answer = chooseEngine('train', ['tensorflow'], found, null);
  const message = messages.engineNotAtHand('train', ['tensorflow'], messages.noTensorflow());
  expect(answer).toMatchObject({ absent: { engines: ['tensorflow'], message } });
  expect(message).toContain('npm run setup');
});

test('where the set-up could not have it, its reason is told', async () => {
  const record = { tensorflow: null, reason: 'no compiler', kind: 'machine', triedAt: '2026-01-01' };
  await write('node_modules/.living-report/engine.json', JSON.stringify(record));
  const answer = chooseEngine('train', ['tensorflow'], await engines(), null);
  expect(JSON.stringify(answer)).toContain('no compiler');
});
