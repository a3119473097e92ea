import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, describe, expect, test } from 'vitest';

import { makePlayground, useRealPython } from './checkout.ts';
import { messages, room } from './messages.ts';

const wheels = (await import(pathToFileURL(join(room, 'wheels.mjs')).href)) as {
  thisMachine(): object;
  chooseWheel(machine: object): { package: string; platform: string } | null;
};
const wheel = wheels.chooseWheel(wheels.thisMachine());

const playground = makePlayground();
afterAll(() => {
  playground.remove();
});

const without = (name: string, ...words: unknown[]): string =>
  messages['goesOnWithout']!(messages[name]!(...words));

describe.concurrent('without TensorFlow it says why and goes on', () => {
  test.each([
    ['python3', 'pythonIsMissing', []],
    ['c++', 'compilerIsMissing', ['c++']],
  ] as const)('no %s; looked for again at each start', async (tool, sentence, words) => {
    const checkout = playground.checkout();
    checkout.without(tool);
    const outcome = await checkout.run(['build']);
    expect(outcome.output).toContain(without(sentence, ...words));
    expect(outcome.output).toContain('main build');
    expect(outcome.code).toBe(0);
    expect(checkout.engine()).toMatchObject({ tensorflow: null, kind: 'machine' });
    expect(checkout.toolsRun()).toEqual(['npm']);
    checkout.provide(tool);
    expect((await checkout.run(['build'])).code).toBe(0);
    expect(checkout.engine().tensorflow).not.toBeNull();
  });

  test('no pip: believed for a while, tried again by setup', async () => {
    const checkout = playground.checkout();
    const environment = { FAKE_PYTHON: 'no-pip' };
    expect((await checkout.run(['build'], environment)).output).toContain(without('pipIsMissing'));
    checkout.toolsRun();
    expect((await checkout.run(['build'], environment)).output).toContain(without('pipIsMissing'));
    expect(checkout.toolsRun()).toEqual([]);
    await checkout.run(['setup']);
    expect(checkout.toolsRun()).toEqual(['pip', 'unpack', 'c++']);
  });

  test('a compiler that fails: its own words, and the download is kept', async () => {
    const checkout = playground.checkout();
    const outcome = await checkout.run(['build'], { FAKE_CXX: 'fails' });
    expect(outcome.output).toContain('tfjs_backend.cc:1: error: no such header');
    expect(outcome.code).toBe(0);
    checkout.toolsRun();
    await checkout.run(['setup']);
    expect(checkout.toolsRun()).toEqual(['c++']);
  });

  test.skipIf(wheel === null)('no network, in the words of the real pip', async () => {
    const checkout = playground.checkout();
    const index = {
      PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
      PIP_FIND_LINKS: '',
      PIP_CONFIG_FILE: '/dev/null',
    };
    const outcome = await checkout.run(['build'], { ...useRealPython(checkout), ...index });
    expect(outcome.output).toContain(without('pipHasNoNetwork'));
    expect(outcome.code).toBe(0);
  });

  test.skipIf(wheel === null)('an altered wheel is refused by the real pip', async () => {
    const checkout = playground.checkout();
    const name = `${wheel!.package.replace('-', '_')}-2.21.0-cp311-cp311-${wheel!.platform}.whl`;
    const shelf = join(checkout.root, '..', 'shelf');
    mkdirSync(shelf);
    writeFileSync(join(shelf, name), 'not the wheel');
    const index = { PIP_NO_INDEX: '1', PIP_FIND_LINKS: shelf, PIP_CONFIG_FILE: '/dev/null' };
    const outcome = await checkout.run(['build'], { ...useRealPython(checkout), ...index });
    expect(outcome.output).toContain(
      without('wheelIsAltered', `${wheel!.package} 2.21.0 for ${wheel!.platform}`),
    );
    expect(checkout.leftovers()).toEqual([]);
  });

  test('a cache folder that cannot be made', async () => {
    const checkout = playground.checkout();
    writeFileSync(checkout.cache, 'a file in its place');
    const folder = join(checkout.cache, 'living-report');
    const outcome = await checkout.run(['build']);
    expect(outcome.output).toContain(without('cacheIsNotWritable', folder, 'ENOTDIR'));
  });
});

describe.concurrent('what stops it', () => {
  test.each([
    ['offline', 'npmHasNoNetwork'],
    ['disagrees', 'npmLockDisagrees'],
  ])('npm %s', async (behaviour, sentence) => {
    const outcome = await playground.checkout().run(['build'], { FAKE_NPM: behaviour });
    expect(outcome.output).toContain(messages[sentence]!());
    expect(outcome.output).not.toContain(' at ');
    expect(outcome.code).toBe(1);
  });

  test('sources that do not build are shown with their line', async () => {
    const checkout = playground.checkout();
    writeFileSync(join(checkout.root, 'src', 'cli.ts'), 'const half = ;');
    const outcome = await checkout.run(['why']);
    expect(outcome.output).toContain('src/cli.ts:1:13');
    expect(outcome.code).toBe(1);
  });
});
