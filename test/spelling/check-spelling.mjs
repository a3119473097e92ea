// Words of the report, the guides and what the program says that neither a British dictionary nor the project's own list
// (words.txt) knows, each with file, line and column; of Markdown files alone where some are named. Exits 1 where there
// is one.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import dictionary from 'dictionary-en-gb';
import nspell from 'nspell';

import { wordsOfMarkdown, wordsOfReportFile, wordsOfStrings } from './words-of.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file) => readFileSync(resolve(root, file), 'utf8');
const listed = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();

const asked = process.argv.slice(2).map((file) => [resolve(file), wordsOfMarkdown]);
const all = () => [
  ...['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].map((file) => [
    file,
    wordsOfMarkdown,
  ]),
  ...listed('report', '.md').map((file) => [file, wordsOfMarkdown]),
  ['report/report.yaml', wordsOfReportFile],
  ...['src/base/messages', 'src/cli']
    .flatMap((folder) => listed(folder, '.ts'))
    .map((file) => [file, wordsOfStrings]),
];

const speller = nspell(dictionary);
const own = read('test/spelling/words.txt').split('\n').filter(Boolean);
own.forEach((word) => speller.add(word));

/** Each word is asked for once, however often it stands there. */
const answers = new Map();
function isKnown(word) {
  if (!answers.has(word))
    answers.set(word, speller.correct(word) || speller.correct(word.replace(/'s?$/, '')));
  return answers.get(word);
}

const faults = (asked.length > 0 ? asked : all()).flatMap(([file, wordsOf]) =>
  wordsOf(read(file))
    .filter(({ word }) => !isKnown(word))
    .map(
      ({ word, line, column }) => `${file}:${line}:${column} word-is-known  "${word}" is in no dictionary.`,
    ),
);
const advice = 'Correct it, write it as `code`, or add it to test/spelling/words.txt.';
const ordered = [...own].sort((a, b) => a.localeCompare(b, 'en'));
if (own.join() !== ordered.join()) faults.push('test/spelling/words.txt is not sorted.');
if (faults.length > 0) process.stdout.write(`${faults.join('\n')}\n${advice}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
