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

import { afterAll, describe, expect, test } from 'vitest';

import { type Halt, makePlayground } from './checkout.ts';
import { messages } from './messages.ts';

const everything = ['npm', 'pip', 'unpack', 'c++'];

const playground = makePlayground();
afterAll(() => {
  playground.remove();
});

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
