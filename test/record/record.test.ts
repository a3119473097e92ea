import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { toString as textOf } from 'mdast-util-to-string';
import pico from 'picocolors';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';

import { conditionOf } from '../../src/base/messages/verification.ts';
import * as messages from '../../src/base/messages/verification.ts';
import { weightsDiffer } from '../../src/base/messages/verify.ts';
import { findInSentences, splitSentence } from '../../src/record/find-in-sentence.ts';
import { createLayout } from '../../src/record/layout.ts';
import { summarise } from '../../src/record/summarise.ts';
import { describeVerification } from '../../src/record/verification-schema.ts';
import { writeJson } from '../../src/record/write-json.ts';
import { writeMarkdown } from '../../src/record/write-markdown.ts';
import { listComplaints } from '../../src/verify/complaints.ts';
import type { VerifiedJob } from '../../src/verify/verification.ts';
import { expectFile } from '../support/expected-file.ts';
import { generatorRoot } from '../support/program.ts';
import { differing, job, number, result, verification } from './example.ts';

const expected = (name: string): string => join(generatorRoot, 'test/fixtures/record', name);

describe('the record as JSON', () => {
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(describeVerification()) as object);
  const parsed = () => JSON.parse(writeJson(differing())) as Record<string, unknown>;

  test('has the schema that stands in docs', () => {
    expectFile(join(generatorRoot, 'docs/verification.schema.json'), describeVerification());
  });

  test('is as its schema says, and is not once it is altered', () => {
    expect([validate(parsed()), validate.errors]).toEqual([true, null]);
    const alterations: ((record: Record<string, unknown>) => void)[] = [
      (record) => delete record['replay'],
      (record) => (record['verdict'] = 'good'),
      (record) => (record['version'] = 2),
      (record) => ((record['numbers'] as { outcome: string }[])[0]!.outcome = 'fine'),
      (record) => ((record['counts'] as { exact: unknown }).exact = '2'),
      (record) => ((record['counts'] as { exact: unknown }).exact = -1),
      (record) => delete (record['claims'] as { place?: unknown }[])[0]!.place,
      (record) => ((record['jobs'] as { results: unknown }[])[0]!.results = null),
    ];
    for (const alter of alterations) {
      const record = parsed();
      alter(record);
      expect([validate(record), String(alter)]).toEqual([false, String(alter)]);
    }
  });

  test('has an element of a list on each line', () => {
    const lines = writeJson(differing()).split('\n');
    expect(lines.filter((line) => line.includes('"sentence":"The wide one'))).toHaveLength(2);
    expect(JSON.parse(writeJson(verification()))).toMatchObject({ ...verification() });
  });
});

describe('the record as Markdown', () => {
  test('says the verdict, then what differs, each place with the number marked', () => {
    expectFile(expected('differing.md'), writeMarkdown(differing()));
  });

  test('says first what of it was not checked', () => {
    const numbers = [number('0.87 and 3', '0.87'), number('0.87 and 3', '3', { outcome: 'unchecked' })];
    const text = writeMarkdown(verification({ mode: 'partial', numbers }));
    expect(text.startsWith('**PARTIAL: 1 of 2 numbers**\n\n**✓ Verified, as far as it was checked**\n')).toBe(
      true,
    );
  });

  test('counts as checked only what results go into', () => {
    const numbers = [
      number('0.87 of 3', '0.87'),
      number('0.87 of 3', '3', { results: [] }),
      number('0.9', '0.9', { outcome: 'unchecked', results: ['mlp.deep:f1'] }),
    ];
    expect(writeMarkdown(verification({ mode: 'partial', numbers }))).toContain('PARTIAL: 1 of 2 numbers');
  });

  test('names as a place of a difference also what prints alike, and numbers of alternative texts apart from figures', () => {
    const off = result('mlp.wide:n', '41 → 42');
    const numbers = [
      number('Some 40.', '40', { outcome: 'tolerance', results: [off.id] }),
      number('A bar of 41.', '41', { as: 'figure', now: '42', outcome: 'different', results: [off.id] }),
    ];
    const text = writeMarkdown(verification({ numbers, jobs: [job('mlp.wide', [off])], passed: false }));
    expect(text).toContain('40, printed alike');
    expect(text).toContain('1 number differs in alternative texts');
    expect(text).not.toContain('The document does not show it');
    expect(text).not.toMatch(/figure differs/);
  });

  test('shows the bars of a condition and of a job’s title as they are', () => {
    const condition = 'a > 1 || b > 2';
    const [claim] = differing().claims;
    const jobs = [{ ...job('mlp.wide', []), title: 'Trains a|b' }];
    const text = writeMarkdown(verification({ claims: [{ ...claim!, condition }], jobs, passed: false }));
    const shown = textOf(unified().use(remarkParse).use(remarkGfm).parse(text));
    expect(shown).toContain(conditionOf(condition));
    expect(shown).toContain('Trains a|b');
    expect(shown).not.toContain('\\|');
  });

  test('says of claims how many rest on what was not computed anew', () => {
    const [claim] = differing().claims;
    const claims = [{ ...claim!, held: true, results: ['mlp.wide:f1', 'mlp.small:f1'] }];
    const wide = job('mlp.wide', [result('mlp.wide:f1')]);
    const small = job('mlp.small', [result('mlp.small:f1')]);
    const left: VerifiedJob = { ...small, outcome: 'unchecked', seconds: null, results: [] };
    const tell = (jobs: VerifiedJob[]) => writeMarkdown(verification({ claims, jobs }));
    expect(tell([wide, small])).toContain('\n1 of 1 claim holds.\n');
    // It ran, and there is nothing locked to hold it against.
    expect(tell([wide, { ...left, seconds: 1 }])).toContain('1 of all 1 rests');
    expect(tell([wide, left])).toContain(
      '1 of 1 claim holds; 1 of all 1 rests on locked results that were not checked.',
    );
  });

  test('folds many away', () => {
    const many = (count: number) =>
      writeMarkdown(
        verification({
          numbers: Array.from({ length: count }, () => number('0.87', '0.87', { outcome: 'tolerance' })),
        }),
      );
    expect(many(3)).toMatch(/## Within tolerance\n\n- /);
    expect(many(30)).toMatch(/## Within tolerance\n\n<details><summary>30 numbers<\/summary>\n\n- /);
  });

  test('stays within what GitHub takes, and says how much it leaves out', () => {
    const words = 'many words '.repeat(20);
    const ids = Array.from({ length: 3000 }, (_, index) => `mlp.wide:r${index}`);
    const numbers = ids.map((id) => number(words, '1', { outcome: 'different', results: [id] }));
    const jobs = [
      job(
        'mlp.wide',
        ids.map((id) => result(id, words)),
      ),
    ];
    const text = writeMarkdown(verification({ numbers, jobs, passed: false }));
    expect(Buffer.byteLength(text)).toBeLessThan(500_000);
    expect(text).toMatch(/^\d+ more stand in `verification\.json`, where nothing is left out\.$/m);
  });
});

describe('the record in the terminal', () => {
  const options = {
    colours: pico.createColors(false),
    columns: 80,
    folder: null,
    files: ['dist/verification.md'],
  };

  test('is aligned and folded', () => {
    expectFile(expected('differing.txt'), summarise(differing(), options));
  });

  test('says of a replayed job that it did not run, and of one whose machine nobody noted that', () => {
    const replayed = job('mlp.wide', [result('mlp.wide:f1', '0.87 → 0.86')]);
    const told = (machine: Partial<typeof replayed.machine>): string => {
      const jobs = [{ ...replayed, machine: { ...replayed.machine, ...machine } }];
      return summarise(verification({ jobs, passed: false }), { ...options, columns: null });
    };
    expect(told({ now: null })).toContain('job mlp.wide, not run here: computed again from files');
    expect(told({ locked: null })).toContain('job mlp.wide, what it was locked on was not noted');
  });

  test('says of weights that their training accepts them, which no store and no lock knows', () => {
    const line = job('weights.line', [result('weights.line:weights', 'another digest')]);
    const wide = job('mlp.wide', [result('mlp.wide:f1', '0.87 → 0.86')]);
    const told = (jobs: readonly (typeof line)[], folder: string | null = null): string =>
      summarise(verification({ jobs, passed: false }), { ...options, columns: null, folder });
    expect(told([line])).toContain(messages.trainThem('line', null));
    expect(told([line], 'more')).toContain('"npm run weights -- line --report more"');
    expect(told([line])).not.toMatch(/npm run why|where the new numbers/);
    expect(told([line, wide])).toContain(messages.lookInto('mlp.wide', null));
    expect(told([line, wide])).toContain(messages.trainThem('line', null));
    expect(told([wide])).not.toContain('npm run weights');
    expect(listComplaints(verification({ jobs: [line], passed: false }))).toEqual([
      expect.objectContaining({ message: weightsDiffer('line') }),
    ]);
  });

  test('lists a few differences and says where the others stand', () => {
    const ids = Array.from({ length: 20 }, (_, index) => `mlp.wide:r${index}`);
    const jobs = [
      job(
        'mlp.wide',
        ids.map((id) => result(id, '1 → 2')),
      ),
    ];
    const text = summarise(verification({ jobs, passed: false }), options);
    expect(text.match(/^≠ mlp\.wide:r/gm)).toHaveLength(8);
    expect(text).toContain('\nand 12 more in dist/verification.md\n');
  });

  test('is green only where all was checked and passed', () => {
    const colours = pico.createColors(true);
    const green = colours.green('x').split('x')[0] ?? '';
    const isGreen = (text: string): boolean => text.includes(green);
    const nothing = { numbers: [], jobs: [], passed: false };
    const part = { mode: 'partial' as const };
    const tell = (more: Parameters<typeof verification>[0]): string =>
      summarise(verification(more), { ...options, colours });
    expect(isGreen(tell({}))).toBe(true);
    expect([tell(nothing), tell(part), tell({ interrupted: true, passed: false })].map(isGreen)).toEqual([
      false,
      false,
      false,
    ]);
    expect(tell(nothing)).toContain('NOT verified: nothing was checked');
    expect(summarise(differing(), { ...options, colours })).toContain(
      colours.bold(colours.underline('0.86')),
    );
  });

  test('shows control characters of an author as pictures', () => {
    const sentence = 'It is \u001b[31m0.87\u001b[0m.';
    const text = summarise(
      verification({ numbers: [number(sentence, '0.87', { outcome: 'different' })], passed: false }),
      options,
    );
    expect(text).toContain('␛[31m0.87␛[0m');
    expect(text).not.toContain('\u001b');
  });

  test('has no line that is longer than the terminal, unless it is one word', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 80 }), fc.integer({ min: 40, max: 120 }), (text, columns) => {
        const lines = createLayout(columns)(text, 4).split('\n');
        expect(lines.filter((line) => line.length > columns && line.trim().includes(' '))).toEqual([]);
        expect(lines.map((line) => line.trim()).join(' ')).toBe(text);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a number in its sentence', () => {
  test('is found in the order of the document, and never within another', () => {
    const sentence = 'From 0.8 to 10.8, then 0.8 and 0.85.';
    const numbers = ['0.8', '0.8', '10.8', '0.85', '0.9'].map((text) => number(sentence, text));
    const found = findInSentences(numbers);
    expect(numbers.map((each) => found.get(each)?.at)).toEqual([5, 23, 12, 31, undefined]);
  });

  test('is found where the same sentence stands again, under another heading, in another file or below', () => {
    const sentence = 'From 0.8 to 0.9, then 0.8.';
    const again = { section: 'sec-results' };
    const elsewhere = { place: { file: 'report/03.md', line: 2, column: 1 } };
    const below = { place: { file: 'report/02.md', line: 90, column: 1 } };
    const numbers = [{}, again, elsewhere, below].flatMap((more) => [
      number(sentence, '0.8', more),
      number(sentence, '0.9', more),
      number(sentence, '0.8', more),
    ]);
    const found = findInSentences(numbers);
    const one = [5, 12, 22];
    expect(numbers.map((each) => found.get(each)?.at)).toEqual([...one, ...one, ...one, ...one]);
  });

  test('keeps what stands around it where a long sentence is cut', () => {
    const sentence = `${'before '.repeat(60)}0.8${' after'.repeat(60)}`;
    const [before, text, after] = splitSentence(sentence, { at: 420, text: '0.8' }, 60);
    expect(text).toBe('0.8');
    expect(before).toMatch(/^… before .*before $/);
    expect(after).toMatch(/^ after .* …$/);
    expect((before + text + after).length).toBeLessThan(70);
  });
});
