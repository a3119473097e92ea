import type { PrintChange } from '../base/document-print.ts';

/** Whether a change of the print is a difference in what the document shows; other words around it are none. */
export function isDifference({ type, aspects }: PrintChange): boolean {
  return type !== 'changed' || aspects.some(({ aspect }) => aspect !== 'words');
}
