import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, describe, expect, test } from 'vitest';

import { type Halt, makePlayground, useRealPython } from './checkout.ts';

type Sentences = Record<string, (...words: unknown[]) => string>;
const room = join(import.meta.dirname, '..', '..', 'src', 'setup');
const messages = (await import(pathToFileURL(join(room, 'messages.mjs')).href)) as Sentences;
const wheels = (await import(pathToFileURL(join(room, 'wheels.mjs')).href)) as {
  thisMachine(): object;
  chooseWheel(machine: object): { package: string; platform: string } | null;
};
const wheel = wheels.chooseWheel(wheels.thisMachine());
const everything = ['npm', 'pip', 'unpack', 'c++'];

const playground = makePlayground();
afterAll(() => {
  playground.remove();
});

const without = (name: string, ...words: unknown[]): string =>
  messages['goesOnWithout']!(messages[name]!(...words));

describe.concurrent('from a bare clone', () => {
  test('sets everything up once and runs the command with its arguments', async () => {
    const checkout = playground.checkout();
    const first = await checkout.run(['build', 'folder']);
    expect(first.output).toContain('main build folder');
    expect(first.code).toBe(0);
    expect(checkout.toolsRun()).toEqual(everything);
    expect(checkout.engine().tensorflow?.binding).toMatch(/^[0-9a-f]{64}$/);
    expect(checkout.leftovers()).toEqual([]);
    const second = await checkout.run(['build', 'fails']);
    expect(second).toEqual({ code: 1, output: 'main build fails\n' });
    expect(checkout.toolsRun()).toEqual([]);
  });

  test('a second clone takes TensorFlow and its binding from the cache', async () => {
    const first = playground.checkout();
    await first.run(['setup']);
    const second = playground.checkout(first.cache);
    second.without('python3');
    second.without('c++');
    expect((await second.run(['build'])).output).toContain('main build');
    expect(second.toolsRun()).toEqual(['npm']);
    expect(second.engine()).toEqual(first.engine());
  });

  test('a binding compiled with other additions is compiled anew', async () => {
    const checkout = playground.checkout();
    await checkout.run(['setup']);
    checkout.toolsRun();
    appendFileSync(join(checkout.root, 'src', 'setup', 'attribute-lists.h'), '// more\n');
    expect((await checkout.run(['build'])).output).toContain('main build');
    expect(checkout.toolsRun()).toEqual(['c++']);
  });

  test('two at once do the work once', async () => {
    const checkout = playground.checkout();
    const outcomes = await Promise.all([checkout.run(['build', 'a']), checkout.run(['build', 'b'])]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(checkout.toolsRun()).toEqual(everything);
  });

  test('a command that executes nothing needs no TensorFlow', async () => {
    const checkout = playground.checkout();
    expect((await checkout.run(['why', 'job'])).output).toContain('main why job');
    expect(checkout.toolsRun()).toEqual(['npm']);
  });

  test('accepts what a plain npm ci installed, and repairs what somebody removed', async () => {
    const checkout = playground.checkout();
    await checkout.runTool('npm', ['ci']);
    await checkout.run(['why']);
    expect(checkout.toolsRun()).toEqual(['npm']);
    unlinkSync(join(checkout.root, 'node_modules', 'esbuild'));
    await checkout.run(['why']);
    expect(checkout.toolsRun()).toEqual(['npm']);
  });

  test('comes back when the user empties the cache', async () => {
    const checkout = playground.checkout();
    await checkout.run(['setup']);
    checkout.toolsRun();
    rmSync(checkout.cache, { recursive: true });
    await checkout.run(['build']);
    expect(checkout.toolsRun()).toEqual(['pip', 'unpack', 'c++']);
  });

  test('builds the program anew after a change, and keeps three', async () => {
    const checkout = playground.checkout();
    for (const word of ['one', 'two', 'three', 'four']) {
      const source = `export const main = async () => { console.log('${word}'); return 0; };`;
      writeFileSync(join(checkout.root, 'src', 'cli.ts'), source);
      expect((await checkout.run(['why'])).output).toContain(word);
    }
    expect(readdirSync(join(checkout.root, '.cache', 'program'))).toHaveLength(3);
  });
});

describe.concurrent('a damaged program is built anew', () => {
  test.each<[string, (file: string) => void, boolean]>([
    ['gone', unlinkSync, false],
    [
      'cut off',
      (file) => {
        truncateSync(file, 20);
      },
      false,
    ],
    [
      'overwritten',
      (file) => {
        writeFileSync(file, '('.repeat(readFileSync(file).length));
      },
      true,
    ],
  ])('%s', async (_how, damage, isTold) => {
    const checkout = playground.checkout();
    await checkout.run(['why']);
    const programs = join(checkout.root, '.cache', 'program');
    damage(join(programs, readdirSync(programs)[0]!, 'cli.js'));
    const outcome = await checkout.run(['why', 'job']);
    expect(outcome.output).toContain('main why job');
    expect(outcome.output.includes(messages['programIsDamaged']!())).toBe(isTold);
    expect(outcome.code).toBe(0);
    expect((await checkout.run(['why'])).output).toBe('main why\n');
  });
});

describe.concurrent('setup', () => {
  test('has a help, and takes no arguments', async () => {
    const checkout = playground.checkout();
    expect(await checkout.run(['setup', '--help'])).toEqual({
      code: 0,
      output: `${messages['setupHelp']!()}\n`,
    });
    expect(await checkout.run(['setup', 'extra'])).toEqual({
      code: 2,
      output: `${messages['setupKnowsNo']!('extra')}\n`,
    });
    expect(checkout.toolsRun()).toEqual([]);
  });

  test.each(['.cache', 'node_modules'])(
    'a %s of somebody else is named before any download',
    async (name) => {
      const checkout = playground.checkout();
      const folder = join(checkout.root, name);
      for (const made of [folder, join(checkout.root, '.cache')]) {
        mkdirSync(made, { recursive: true });
        chmodSync(made, 0o777);
      }
      chmodSync(folder, 0o555);
      const outcome = await checkout.runAsOther(['build']);
      chmodSync(folder, 0o755);
      expect(outcome).toEqual({ code: 1, output: `${messages['isNotWritable']!(folder, 'EACCES')}\n` });
      expect(checkout.toolsRun()).toEqual([]);
    },
  );
});

describe.concurrent('killed half-way', () => {
  test.each<Halt>(['npm', 'pip', 'unpack', 'c++'])(
    'during %s: the tool ends too, and the next run completes',
    async (halt) => {
      const checkout = playground.checkout();
      await checkout.stopAt(halt, 'SIGKILL');
      expect(existsSync(join(checkout.root, 'node_modules/.living-report/engine.json'))).toBe(false);
      checkout.toolsRun();
      const next = await checkout.run(['build']);
      expect(next.output).toContain('main build');
      expect(checkout.engine().tensorflow).not.toBeNull();
      expect(checkout.toolsRun()).toEqual(everything.slice({ npm: 0, pip: 1, unpack: 1, 'c++': 3 }[halt]));
      expect(checkout.leftovers()).toEqual([]);
    },
  );

  test.each<Halt>(['npm', 'pip', 'c++'])('Ctrl-C during %s leaves nothing behind', async (halt) => {
    const checkout = playground.checkout();
    const outcome = await checkout.stopAt(halt, 'SIGINT');
    expect(outcome.output).toContain(messages['interrupted']!());
    expect(outcome.code).toBe(130);
    expect(checkout.leftovers()).toEqual([]);
  });
});

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

describe.concurrent('exec', () => {
  test('passes arguments and the exit code', async () => {
    const outcome = await playground.checkout().run(['exec', 'greet', 'you', '--loud']);
    expect(outcome.output).toContain('hello you --loud');
    expect(outcome.code).toBe(7);
  });

  test('names a program it does not know', async () => {
    const outcome = await playground.checkout().run(['exec', 'nothing']);
    expect(outcome.output).toContain(messages['programIsUnknown']!('nothing'));
    expect(outcome.code).toBe(2);
  });
});
