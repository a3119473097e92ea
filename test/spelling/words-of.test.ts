import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { writeFolder } from '../support/write-folder.ts';
// @ts-expect-error: it is plain JavaScript, as all that `npm run check` starts.
import * as untyped from './words-of.mjs';

interface Found {
  word: string;
  line: number;
  column: number;
}
const { wordsOfMarkdown, wordsOfReportFile, wordsOfStrings } = untyped as {
  [name in 'wordsOfMarkdown' | 'wordsOfReportFile' | 'wordsOfStrings']: (text: string) => Found[];
};

const wordsIn = (found: readonly Found[]): string => found.map(({ word }) => word).join(' ');

test('of Markdown only what is read as prose is spelt, each word at its place', () => {
  const text = [
    '# A headding {#sec-hedding}',
    '',
    ':::table{#tbl-x of="rwos"}',
    'A captoin.',
    '```yaml',
    'columns: [{header: Hedaer}]',
    '```',
    ':::',
    '',
    ':claim[Teh claim of :value[mlp.wdie["a]"] + 1]{format=".2f"}]{if="mlp.wdie < 1"}, `cdoe`, $\\frca{1}{2}$,',
    'see @tbl-wdie and [@smiht, p. 3], the [lnik](http://exmaple.org), F1x, GPUs, tfjsNode and the network’s end.[^nt]',
  ].join('\n');
  const found = wordsOfMarkdown(text);
  expect(wordsIn(found)).toBe("A headding A captoin Teh claim of see and the lnik and the network's end");
  expect(found).toContainEqual({ word: 'headding', line: 1, column: 5 });
  expect(found).toContainEqual({ word: 'captoin', line: 4, column: 3 });
  expect(found).toContainEqual({ word: 'Teh', line: 10, column: 8 });
});

test('of report.yaml the titles and the abstract', () => {
  const text =
    'title: A titel\nauthors: [Nbody]\nabstract: |\n  In breif,\n  :value[a.b].\n\n  Ende.\nseed: 1\n';
  expect(wordsIn(wordsOfReportFile(text))).toBe('A titel In breif Ende');
});

test('of code the strings that are sentences', () => {
  const text = [
    "import x from './base/wrods.ts'; // a commnet",
    "const a = 'cpu', b = `The ${plural(n, 'wrod')} is in ${file}: wrtie \\`--optoin\\` or :value[mlp.wdie].`;",
  ].join('\n');
  expect(wordsIn(wordsOfStrings(text))).toBe('The is in wrtie or');
});

test('the project’s own words are sorted, each once', () => {
  const words = readFileSync(new URL('words.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  expect(words).toEqual([...new Set(words)].sort((a, b) => a.localeCompare(b, 'en')));
});

test('an unknown word is told at its place', () => {
  const script = fileURLToPath(new URL('check-spelling.mjs', import.meta.url));
  const file = join(
    writeFolder({ 'faulty.md': 'The colour,\nand the color of Kingma’s softmax, realised.' }),
    'faulty.md',
  );
  const run = spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
  expect(run.stdout.split('\n')[0]).toBe(`${file}:2:9 word-is-known  "color" is in no dictionary.`);
  expect(run.stdout).not.toContain(':1:');
  expect(run.status).toBe(1);
});
