import { join } from 'node:path';

import { buildCommand, editFile, writeFolder } from './folders.mjs';
import { generateDocument, reword } from './generate-document.mjs';
import { measureNode, median, takeTurns, usageLine } from './measure.mjs';

const sizes = [100, 1000];
const runs = 3;

/** How the time grows from 100 sections to ten times as many, and how much memory the long document takes. */
export function buildManySections(scratch) {
  const measures = sizes.map((sections) => {
    const folder = writeFolder(scratch, `sections-${sections}`, generateDocument(sections).ours);
    return (round) => {
      editFile(join(folder, 'report/01-document.md'), (text) => reword(text, round + 2));
      return measureNode(buildCommand(folder));
    };
  });
  const [short, long] = takeTurns(measures, runs);
  console.log(usageLine('100 sections, 1,000 values', short));
  console.log(usageLine('1,000 sections, 10,000 values', long));
  const ratio = median(long.map(({ seconds }, index) => seconds / short[index].seconds)).toFixed(1);
  console.log(`ratio ${ratio}; aim: at most 11 times, under 1,000 MB`);
}
