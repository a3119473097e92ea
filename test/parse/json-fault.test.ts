import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findJsonFault } from '../../src/parse/json-fault.ts';

describe('findJsonFault', () => {
  it.each([
    ['{"a": 1 "b": 2}', 8, '"," or "}"'],
    ['{"a": [1 2]}', 9, '"," or "]"'],
    ['{"a" 1}', 5, '":" after the name'],
    ['{"a": 1,}', 8, 'a name in double quotes'],
    ['[1,]', 3, 'a value'],
    ['[,]', 1, 'a value or "]"'],
    ["{'a': 1}", 1, 'a name in double quotes or "}"'],
    ['{"a": tru}', 6, 'a value'],
    ['{"a": 01}', 6, 'a value'],
    ['{"a": .5}', 6, 'a value'],
    ['// a comment\n{}', 0, 'a value'],
    ['{"a": "x\ny"}', 8, 'a closing double quote'],
    ['{"a": "x', 8, 'a closing double quote'],
    ['{"a": "\\d"}', 7, 'an escape such as "\\n" or "\\\\"'],
    ['{} {}', 3, 'nothing more'],
    ['{"a": 1', 7, '"," or "}"'],
    ['', 0, 'a value'],
  ])('%j', (text, offset, expected) => {
    expect(findJsonFault(text)).toEqual({ offset, expected });
  });

  it('finds a fault exactly where JSON.parse does', () => {
    const piece = fc.constantFrom(
      ...'{}[]:,"\\'.split(''),
      '"a"',
      '1',
      '-0.5e3',
      'true',
      'null',
      ' ',
      '\n',
      'x',
    );
    const nearly = fc.tuple(fc.json(), fc.nat(), piece).map(([json, at, added]) => {
      const cut = at % (json.length + 1);
      return json.slice(0, cut) + added + json.slice(cut);
    });
    const pieces = fc.array(piece, { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearly, pieces), (text) => {
        expect(findJsonFault(text) === null).toBe(isJson(text));
      }),
      { numRuns: 1000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
