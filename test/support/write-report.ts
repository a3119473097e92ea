import { layFonts } from './warm-fonts.ts';
import { writeFolder } from './write-folder.ts';

/** A fresh report of these files, by path; its folder. */
export function writeReportFolder(files: { readonly [path: string]: string }): string {
  const folder = writeFolder(files);
  layFonts(folder);
  return folder;
}

export { experimentsText, taskText, type TaskText } from './task-text.ts';
