import { describe, expect, test } from 'vitest';

import { excerptLanguageIsUnknown } from '../../src/base/messages/fill.ts';
import type { ListingNode } from '../../src/base/filled-nodes.ts';
import { fillFiles, mistakesIn } from './report-of.ts';

async function excerpt(file: string, code: string, name: string): Promise<ListingNode> {
  const { root } = await fillFiles({ 'a.md': `::excerpt{file="${file}" name=${name}}\n`, [file]: code });
  const [listing] = root.children;
  if (listing?.type !== 'listing') throw new Error('no listing');
  return listing;
}

describe('an excerpt is a declaration as it is written', () => {
  test.each([
    ['x.ts', 'type Pair<T> = [T, T];', 'Pair'],
    ['x.ts', 'export interface Shape {\n  width: number;\n}', 'Shape'],
    ['x.ts', 'export enum Side {\n  Left,\n}', 'Side'],
    ['x.ts', '@sealed\nexport class A<T> {}', 'A'],
    ['x.ts', 'export const [first, second] = [1, 2],\n  third = 3;', 'third'],
    ['x.ts', 'export default async function* run() {}', 'run'],
    ['x.tsx', 'const View = () => <p>{"text"}</p>;', 'View'],
    ['x.mjs', 'const double = (x) => x * 2;', 'double'],
    ['x.cjs', 'function require1() {\n\treturn require("x");\n}', 'require1'],
  ])('%s: %s', async (file, code, name) => {
    const listing = await excerpt(file, `const before = 1;\n\n${code}\n\nconst after = 2;\n`, name);
    expect(listing).toMatchObject({ value: code, file, name, line: 3 });
  });

  test('with the comment that belongs to it, not with one apart', async () => {
    const code = 'let a; // of a\n// licence\n\n// one\n/* two */\nfunction f() {}\n';
    expect(await excerpt('x.js', code, 'f')).toMatchObject({
      value: '// one\n/* two */\nfunction f() {}',
      line: 4,
    });
  });

  test('without the indentation that its lines share', async () => {
    const code =
      'function outer() {\n\n    /** Why. */\n    const inner = () => {\n      return `\n  x`;\n    };\n}\n';
    const { value } = await excerpt('x.js', code, 'inner');
    expect(value).toBe('  /** Why. */\n  const inner = () => {\n    return `\nx`;\n  };');
  });

  test('the outer of two declarations of one name, then the first', async () => {
    const code = 'function other() {\n  const a = 1;\n}\nconst a = 2;\n';
    expect((await excerpt('x.js', code, 'a')).value).toBe('const a = 2;');
  });

  test('a method, by its own name or with its class', async () => {
    const code = 'class A {\n  go() {}\n}\nexport class B {\n  /** Goes. */\n  go() {}\n}\n';
    expect((await excerpt('x.ts', code, 'B.go')).value).toBe('/** Goes. */\ngo() {}');
    expect((await excerpt('x.ts', code, 'go')).value).toBe('go() {}');
  });

  test('with lines ended as in the rest of the document', async () => {
    expect((await excerpt('x.js', 'function f() {\r\n  return 1;\r\n}\r\n', 'f')).value).toBe(
      'function f() {\n  return 1;\n}',
    );
  });
});

test('of a file that is no script there is none', async () => {
  const [mistake] = await mistakesIn({
    'a.md': '::excerpt{file="x.py" name=f}\n',
    'x.py': 'def f(): pass\n',
  });
  expect(mistake?.message).toBe(excerptLanguageIsUnknown('x.py'));
});
