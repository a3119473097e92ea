/** Sentences of `report init`. */

export const folderIsTaken = (folder: string, count: number): string =>
  `${folder} already holds ${count === 1 ? 'a file' : `${count} files`} that a new report has. Nothing was written: move ${count === 1 ? 'it' : 'them'} away, or name another folder.`;

export const folderNotWritable = (folder: string, reason: string): string =>
  `The report cannot be written into ${folder}: ${reason}. Make room or get leave to write there, or name another folder.`;

export const reportStarted = (folder: string, files: readonly string[], next: string): string =>
  [
    `A new report in ${folder}:`,
    ...files.map((file) => `  ${file}`),
    'It builds as it is; then make it yours, beginning with report.yaml. To build it:',
    `  ${next}`,
  ].join('\n');

export const folderIsEmpty = (): string =>
  'The folder has no name. Say where the report is to stand: report init my-report (. is the current folder).';
