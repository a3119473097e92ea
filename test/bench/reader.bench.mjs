import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildSync } from 'esbuild';

import { root } from './folders.mjs';
import { measureNode, median, usageLine } from './measure.mjs';

const runs = 3;
/** Rows of one file: as many as the largest of PAMAP2 has, and as many of an activity. */
const rowsOfFile = 400_000;
const files = 9;

/** Nine files of 54 columns, some 170 MB each, read as the task `read-pamap2` reads them, in a process of its own. */
export function bench() {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-reader-'));
  try {
    const file = join(scratch, 'subject.dat');
    writeRecording(file);
    const megabytes = (files * statSync(file).size) / 1e6;
    const task = bundleTask(scratch);
    const reader = fileURLToPath(new URL('read-recordings.mjs', import.meta.url));
    const measured = Array.from({ length: runs }, () =>
      measureNode({ args: [reader, task, file], cwd: scratch }),
    );
    console.log(usageLine(`nine files, ${megabytes.toFixed(0)} MB in all`, measured));
    const speed = megabytes / median(measured.map(({ seconds }) => seconds));
    console.log(`  ${speed.toFixed(0)} MB/s; aim: 100 MB/s or more, within 1 GB`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function bundleTask(scratch) {
  const outfile = join(scratch, 'task.mjs');
  const entry = join(root, 'src/experiments/tasks/read-pamap2.ts');
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    minify: true,
    absWorkingDir: root,
  });
  return outfile;
}

/** Rows as they stand in the files: six digits a number, the heart rate in every eleventh, some values missing. */
function writeRecording(path) {
  const out = openSync(path, 'w');
  let lines = [];
  for (let row = 0; row < rowsOfFile; row += 1) {
    lines.push(describeRow(row));
    if (lines.length < 10_000) continue;
    writeSync(out, `${lines.join('\n')}\n`);
    lines = [];
  }
  closeSync(out);
}

const activities = [1, 0, 2, 3, 0, 17, 16, 0, 12, 13, 4, 0, 7, 6, 0, 5, 24, 0];

function describeRow(row) {
  const activity = activities[Math.floor((row / rowsOfFile) * activities.length)];
  const heart = row % 11 === 0 ? 90 + (row % 60) : 'NaN';
  const isLost = row % 250 === 0;
  const units = Array.from({ length: 51 }, (_, column) =>
    isLost && column < 17
      ? 'NaN'
      : Number((Math.sin(row / (7 + column)) * 10 ** ((column % 4) - 1)).toPrecision(6)),
  );
  return [(8.38 + row / 100).toFixed(2), activity, heart, ...units].join(' ');
}
