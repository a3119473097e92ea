import { describe, expect, test } from 'vitest';

import type { DocumentPrint } from '../../src/base/document-print.ts';
import {
  printIsInConflict,
  printIsNoJson,
  printOfVersion,
  printWasEdited,
} from '../../src/base/messages/print.ts';
import { readPrint, writePrint } from '../../src/print/document-file.ts';
import { samplePrint } from './sample-print.ts';

/** Sources one after the other, as a file has them: notes stand behind the last one. */
function bySource({ numbers, claims, ...rest }: DocumentPrint): DocumentPrint {
  return { ...rest, numbers, claims };
}

describe('document.json', () => {
  test('gives the print again', async () => {
    const print = await samplePrint();
    expect(print.numbers.length).toBeGreaterThan(20);
    expect(readPrint(writePrint(print))).toEqual(bySource(print));
  });

  test('has a number a line, and a line of prose more changes two lines of it and the digest', async () => {
    const [lines, moved] = await Promise.all(
      ['', 'Prose.\n\n'].map(async (prose) => writePrint(await samplePrint({ prose })).split('\n')),
    );
    expect(lines!.length).toBe(moved!.length);
    const changed = lines!.filter((line, index) => line !== moved![index]);
    expect(changed.length).toBeLessThanOrEqual(3);
    expect(lines!.filter((line) => line.includes('"sums.total * 2"'))).toHaveLength(1);
  });

  test('is refused where it was altered, cut off, left in conflict or is of another format', async () => {
    const text = writePrint(await samplePrint());
    expect(readPrint(text.replace('"text": "20"', '"text": "21"'))).toBe(printWasEdited('01.md'));
    expect(readPrint(text.slice(0, -20))).toBe(printIsNoJson());
    expect(readPrint(`<<<<<<< ours\n${text}`)).toBe(printIsInConflict());
    expect(readPrint(text.replace('"version": 1', '"version": 2'))).toBe(printOfVersion(2, 1));
    expect(readPrint('{"version": 1}')).toMatch('is not what was locked');
    expect(readPrint('[]')).toMatch('is not what was locked');
  });
});
