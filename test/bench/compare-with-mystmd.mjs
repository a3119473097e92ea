import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildCommand, editFile, root, writeFolder } from './folders.mjs';
import { generateDocument, reword } from './generate-document.mjs';
import { installMystmd } from './install-mystmd.mjs';
import { measureNode, median, takeTurns, usageLine } from './measure.mjs';

const runs = 7;
const aim = 0.5;

/**
 * One document of 100 sections, ours to Markdown and HTML, theirs to Markdown, as whole processes in turn. Before every run of
 * either a sentence in the middle is reworded; what both keep from one run to the next (set formulas, the results of our
 * jobs) they may use, as authors do who save and build.
 */
export function compareWithMystmd(scratch) {
  const mystmd = installMystmd(root);
  const { ours, theirs, counts } = generateDocument(100);
  const ourFolder = writeFolder(scratch, 'ours', ours);
  const theirFolder = writeFolder(scratch, 'theirs', theirs);
  const rebuild = (command, source) => (round) => {
    editFile(source, (text) => reword(text, round + 2));
    return measureNode(command);
  };
  const theirCommand = { args: [mystmd.program, 'build', '--md'], cwd: theirFolder };
  const [our, their] = takeTurns(
    [
      rebuild(buildCommand(ourFolder), join(ourFolder, 'report/01-document.md')),
      rebuild(theirCommand, join(theirFolder, 'index.md')),
    ],
    runs,
  );
  checkWhole(join(ourFolder, 'dist/report.md'), { ...counts, round: runs + 1 });
  checkWhole(join(ourFolder, 'dist/report.html'), { ...counts, round: runs + 1 });
  checkWhole(join(theirFolder, 'exports/report.md'), { ...counts, round: runs + 1 });
  console.log(usageLine('100 sections, to Markdown and HTML', our));
  console.log(usageLine(`the same in ${mystmd.name}, to Markdown`, their));
  const ratio = (field) => median(our.map((one, index) => one[field] / their[index][field])).toFixed(2);
  console.log(
    `ratio ${ratio('seconds')} (of CPU ${ratio('cpu')}), pair by pair; aim: at most ${aim}; a sentence was reworded before each run`,
  );
}

/** What must be found in every output, and how often at least: nobody is to be fast by leaving something out. */
const marks = [
  ['equations', /\\sum_\{?j/g],
  ['values', /\b0\.\d{3}\b/g],
  ['tables', /\bParameters\b/g],
];

function checkWhole(path, { round, ...counts }) {
  const text = readFileSync(path, 'utf8');
  for (const [what, mark] of marks) {
    const found = [...text.matchAll(mark)].length;
    if (found < counts[what]) throw new Error(`${path} has ${found} of ${counts[what]} ${what}`);
  }
  const links = [...text.matchAll(/(?:\]\(|href=")#(?:eq|tbl|sec)-s\d+/g)].length;
  if (links < 3 * counts.sections)
    throw new Error(`${path} has only ${links} references that lead somewhere`);
  const sentence = reword('Reworded here.', round);
  if (!text.includes(sentence)) throw new Error(`${path} is not built from the last edit, "${sentence}"`);
}
